import { describe, expect, it } from 'vitest';
import type { FileFault } from '../../survey/interchange/fault.ts';
import { readProject } from '../../survey/interchange/read-project.ts';
import { codesOf } from '../../survey/interchange/to-codes.ts';
import { sessionsOf } from '../../survey/interchange/to-sessions.ts';
import { foreignProject, guid, small, spoken, type Layout } from './foreign.ts';

const defaults = { territory: 'province:077', language: 'it', place: 'altrove', day: '2026-06-15' } as const;

function read(layout?: Layout) {
  const faults: FileFault[] = [];
  const { project, otherSources } = readProject(foreignProject(layout), faults);
  const [session] = sessionsOf(project, defaults, faults);
  return { codes: codesOf(project.codes, faults), session: session!, otherSources, faults };
}

const quotes = (layout?: Layout) => read(layout).session.codings.map(({ quote, code }) => [quote, code]);
const wanted = [
  ['la puntualità 🙂', small(11)],
  ['l’inglese è poco', small(12)],
  ['l’inglese è poco.\nLuca: Sì', small(10)],
];

describe('a project of another program', () => {
  it('gives its codes, without colours or with short ones', () => {
    const { codes, faults } = read();
    expect(faults).toEqual([]);
    expect(
      codes.map(({ id, parent, labels, colour, description }) => [id, parent, labels.it, colour, description]),
    ).toEqual([
      [small(10), null, 'Affidabilità', null, 'Puntualità & parola data'],
      [small(11), small(10), 'Puntualità', '#11AABB', ''],
      [small(12), null, 'Lingue', null, ''],
    ]);
  });

  it('gives a statement a paragraph, and one for those that are coded together', () => {
    const { session } = read();
    expect(session.statements.map(({ text }) => text)).toEqual([
      'Moderatore: Che cosa manca?',
      'Anna: Manca la puntualità 🙂, e l’inglese è poco.\nLuca: Sì.',
    ]);
    expect(session.codings.map(({ start, stop }) => [start, stop])).toEqual([
      [12, 27],
      [31, 47],
      [31, 57],
    ]);
    expect(session.codings.map(({ id, coder, madeOn }) => [id, coder, madeOn])).toEqual(
      [31, 41, 51].map((number) => [small(number), small(1), '2025-03-05']),
    );
  });

  it('brings no name and no consent of anybody', () => {
    const { session } = read();
    expect(session.people).toEqual([]);
    expect(JSON.stringify(session)).not.toContain('Rossi');
  });

  it('says what has no place here', () => {
    expect(read().otherSources).toBe(1);
  });

  const text = `sources/${guid(20)}.txt`;
  it.each<[string, Layout]>([
    ['as the standard has them', {}],
    ['in a folder with a capital', { folder: 'Sources' }],
    ['with the folder in their path', { path: `internal://Sources/${guid(20)}.txt` }],
    ['with a path beside the project', { path: `relative:///${text}` }],
    ['with a path of the other computer', { path: `absolute:///C:\\Users\\anna\\${guid(20)}.txt` }],
  ])('finds the texts %s', (_, layout) => {
    expect(quotes(layout)).toEqual(wanted);
  });

  it.each<[string, Layout['counting']]>([
    ['the end to be the last character', { last: 1 }],
    ['the mark of the encoding as a character', { shift: 1 }],
    ['a line end of two signs as one', { text: spoken.slice(1).replaceAll('\r\n', '\n') }],
    ['all of that', { last: 1, shift: 1, text: spoken.slice(1).replaceAll('\r\n', '\n') }],
  ])('understands a program that counts %s', (_, counting) => {
    expect(quotes({ counting: counting! })).toEqual(wanted);
  });

  it('takes the text from the document itself when it stands there', () => {
    const inside = (xml: string) =>
      xml
        .replace(/plainTextPath="[^"]*"/, '')
        .replace(
          '<qda:PlainTextSelection',
          `<qda:PlainTextContent>${spoken.slice(1).replaceAll('\r', '&#13;')}</qda:PlainTextContent><qda:PlainTextSelection`,
        );
    expect(quotes({ document: inside })).toEqual(wanted);
  });
});
