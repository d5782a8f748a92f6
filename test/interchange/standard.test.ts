import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../survey/interchange/from-codes.ts';
import { projectOf } from '../../survey/interchange/from-sessions.ts';
import type { Outgoing } from '../../survey/interchange/material.ts';
import { writeCodebook, writeProject } from '../../survey/interchange/write.ts';
import { elementsOf, parseXml, textOf } from '../../survey/xml.ts';
import { unzip } from '../../survey/zip.ts';
import { codes, outgoing } from './arbitrary.ts';
import { allOf, dangling, guidsIn, strayFrom } from './standard.ts';

const opened = (material: Outgoing) => {
  const files = unzip(writeProject(projectOf(material)), { bytes: 1e8, entries: 100 });
  const document = files.get('project.qde')!.toString('utf8');
  return { files, document, root: parseXml(document) };
};

describe('a project', () => {
  it('has the elements, attributes and order of the standard, and refers to nothing that is not in it', () => {
    fc.assert(
      fc.property(outgoing, (material) => {
        const { root, document } = opened(material);
        expect(strayFrom(root)).toEqual([]);
        expect(dangling(root)).toEqual([]);
        const guids = guidsIn(root);
        expect(new Set(guids).size).toBe(guids.length);
        expect(document).toContain('<Project xmlns="urn:QDA-XML:project:1.0"');
      }),
      { numRuns: 40 },
    );
  });

  it('names each selection of a coding by the words at its positions, counted in code points', () => {
    fc.assert(
      fc.property(outgoing, (material) => {
        const { root, files } = opened(material);
        for (const source of allOf(root, 'TextSource')) {
          const { plainTextPath = '' } = source.attributes;
          const bytes = files.get(plainTextPath.replace('internal://', 'sources/'))!;
          const points = [...new TextDecoder('utf-8', { fatal: true }).decode(bytes)];
          const coded = elementsOf(source, 'PlainTextSelection').filter((one) => elementsOf(one, 'Coding').length > 0);
          for (const { attributes } of coded) {
            const [start, end] = [Number(attributes.startPosition), Number(attributes.endPosition)];
            // XML has no place for a few signs; the text itself has
            expect(attributes.name).toBe(points.slice(start, end).join(''));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts "è" as one and an emoji as one', () => {
    const spoken = { topic: null, participant: 1, kind: 'need', language: 'it', cleared: false } as const;
    const statement = {
      ...spoken,
      id: ids[1],
      place: 1,
      text: 'Perché è 🙂 utile',
      translation: null,
      translator: null,
    };
    const coding = {
      id: ids[2],
      statement: ids[1],
      code: ids[3],
      start: 7,
      stop: 10,
      pass: 'first',
      coder: ids[4],
    } as const;
    const plan = {
      heldOn: '2026-06-15',
      place: 'Sala',
      territory: 'province:077',
      groups: [],
      language: 'it',
    } as const;
    const { root } = opened({
      ...{ name: 'x', day: '2026-06-15', codes: [{ ...code, id: ids[3] }] },
      sessions: [
        {
          session: { ...plan, id: ids[0], title: 'Uno', guide: 1, people: [] },
          ...{ statements: [statement], passes: [], leftOut: 0 },
          decisions: [{ statement: ids[1], start: 7, stop: 9, codes: [ids[3]], reason: 'Parla di sé.' }],
          ranking: [{ label: 'Orari', points: 9, firsts: 2 }],
          codings: [{ ...coding, quote: 'è 🙂', madeOn: '2026-06-15' }],
        },
      ],
    });
    const [, selection] = allOf(root, 'PlainTextSelection');
    // "P1: " comes before the words
    expect(selection?.attributes).toMatchObject({ startPosition: '11', endPosition: '14', name: 'è 🙂' });
    expect(allOf(root, 'Coding').map(({ attributes }) => attributes)).toEqual([
      { guid: ids[2], creatingUser: ids[4], creationDateTime: '2026-06-15T00:00:00Z' },
    ]);
    // what was decided and what counted most are notes, under identifiers that stay
    const notes = allOf(root, 'Note').map((one) => [one.attributes.name, textOf(allOf(one, 'PlainTextContent')[0]!)]);
    expect(notes).toEqual([
      ['decision', 'Parla di sé.\n[Fabbisogni]\ncodes: Affidabilità'],
      ['ranking', '1. Orari (points: 9, firsts: 2)'],
    ]);
  });

  it('names no participant', () => {
    fc.assert(
      fc.property(outgoing, (material) => {
        for (const { attributes } of allOf(opened(material).root, 'Case')) expect(attributes.name).toMatch(/^P\d+$/);
      }),
      { numRuns: 20 },
    );
  });
});

const ids = ['0', '1', '2', '3', '4'].map((digit) => `0b5563aa-0000-4000-8000-00000000000${digit}`) as [
  ...[string, string, string, string, string],
];
const code = {
  ...{ parent: null, place: 1, labels: { it: 'Affidabilità', en: 'Reliability' }, description: '' },
  ...{ skill: null, colour: '#0B5563', state: 'accepted' as const },
};

describe('a codebook', () => {
  it('has the elements and attributes of the standard, and no notes, which only projects have', () => {
    fc.assert(
      fc.property(codes, (some) => {
        const document = writeCodebook(treeOf(some)).toString('utf8');
        const root = parseXml(document);
        expect(strayFrom(root)).toEqual([]);
        expect(document).toContain('<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Fabbisogni">');
        expect(allOf(root, 'NoteRef')).toEqual([]);
        expect(allOf(root, 'Code').length).toBe(some.length);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves out what was refused or merged, and keeps the tree below it', () => {
    const [top, middle, low] = [ids[0], ids[1], ids[2]];
    const tree = treeOf([
      { ...code, id: top },
      { ...code, id: middle, parent: top, state: 'merged' },
      { ...code, id: low, parent: middle },
    ]);
    expect(tree.map(({ guid, codes: below }) => [guid, below.map((one) => one.guid)])).toEqual([[top, [low]]]);
  });
});
