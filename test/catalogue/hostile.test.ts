import { describe, expect, it } from 'vitest';
import { catalogue as problems, type ProblemCode } from '../../problem.ts';
import { header, largeFile, openCatalogue, planner } from './stage.ts';

const onStage = openCatalogue();

const rows = (...lines: string[]) => ['course;titolo;competenze;modalità', ...lines].join('\n');
const bytesOf = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

/** What each file is answered with: the problem, or the cell that is wrong. */
const hostile: readonly (readonly [what: string, file: string | Uint8Array, ProblemCode | RegExp])[] = [
  ['nothing at all', '', 'catalogue_file'],
  ['a header alone', header, 'catalogue_file'],
  ['only empty rows', '\n;;;\n \n', 'catalogue_file'],
  ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'catalogue_file'],
  ['no text', new Uint8Array(5_000), 'catalogue_file'],
  ['more rows than a file may have', `${header}\n${'x;y\n'.repeat(20_001)}`, 'catalogue_rows'],
  ['more columns than a file may have', `${'a;'.repeat(200)}\nx`, 'catalogue_rows'],
  ['a formula', rows('a-1;=HYPERLINK("http://x.invalid");cv;aula'), /formula/],
  ['a command', rows(`a-1;+cmd|' /C calc'!A0;cv;aula`), /formula/],
  ['quotes that are not closed', rows('a-1;"Corso;cv;aula', 'a-2;Altro;cv;aula'), /quotes/],
  ['cells beyond the header', rows('a-1;Corso;cv;aula;;x'), /6 cells/],
  ['letters that nobody can read', rows('a-1;Cor\u0001so;cv;aula'), /Unreadable/],
  ['the same course twice', rows('a-1;Corso;cv;aula', 'A-1;Corso;cv;aula'), /row 2 already/],
  ['a key of another alphabet', rows('курс;Corso;cv;aula'), /accents/],
  ['one endless cell', rows(`a-1;${'x'.repeat(9_000_000)};cv;aula`), /Longer/],
  ['names of an object', `__proto__;constructor;competenze\na;b;c`, /^$/],
];

describe('a hostile file', () => {
  it.each(hostile)('with %s gets a clear answer, and loses nothing', async (_, file, wanted) => {
    await onStage(async ({ check, stored, failures, catalogue }) => {
      const before = await stored();
      const draft = await check(file);
      if (typeof wanted === 'string') {
        expect(draft).toMatchObject({ state: 'failed', problem: { code: wanted } });
        expect(problems[wanted].status).toBeLessThan(500);
      } else {
        expect(draft.state).toBe('ready');
        if (wanted.source !== '^$') expect(draft.faults[0]!.reason.en).toMatch(wanted);
        expect(draft.counts).toBeNull();
      }
      await expect(catalogue.apply(planner, 'small', 'en')).rejects.toMatchObject({
        code: expect.stringMatching(/^(catalogue_not_checked|invalid_rows)$/) as unknown,
      });
      expect(await stored()).toBe(before);
      expect(failures).toEqual([]);
    });
  });

  it('of more than ten megabytes is refused', async () => {
    await onStage(async ({ check }) => {
      await expect(check(new Uint8Array(10 * 1024 ** 2 + 1))).rejects.toMatchObject({ code: 'too_large' });
    });
  });

  const titled = rows('a-1;Università;cv;aula');
  it.each([
    ['a mark at the start', `\uFEFF${titled}`, 'utf-8'],
    ['UTF-16', bytesOf(`\uFEFF${titled}`, 'utf16le'), 'utf-16'],
    ['Windows-1252', bytesOf(titled, 'latin1'), 'windows-1252'],
    ['tabs', titled.replaceAll(';', '\t'), 'utf-8'],
    ['a comma in a quoted header', rows('a-1;Università;cv;aula').replace('titolo', '"titolo"'), 'utf-8'],
  ] as const)('is none for %s: its accents arrive', async (_, file, encoding) => {
    await onStage(async ({ check, catalogue }) => {
      expect(await check(file)).toMatchObject({ encoding, faults: [], counts: { courses: { added: 1 } } });
      await catalogue.apply(planner, 'small', 'en');
      expect((await catalogue.course('small', 'a-1')).title.it).toBe('Università');
    });
  });

  it('keeps what only looks like a formula, guarded by an apostrophe', async () => {
    await onStage(async ({ bring, catalogue }) => {
      await bring(rows(`a-1;"'=Uguale";cv;aula`));
      expect((await catalogue.course('small', 'a-1')).title.it).toBe('=Uguale');
    });
  });

  it('checked by several people at once keeps to its owner, and the third waits', async () => {
    await onStage(async ({ catalogue }) => {
      const bytes = new TextEncoder().encode(largeFile(5_000).join('\n'));
      const others = ['x', 'y', 'z'].map((id) => ({ ...planner, id }));
      const begun = await Promise.allSettled(
        others.map((who) => catalogue.begin(who, 'small', 'en', { name: 'a.csv', bytes })),
      );
      expect(begun.filter(({ status }) => status === 'rejected')).toMatchObject([
        { reason: { code: 'catalogue_busy' } },
      ]);
    });
  });
});
