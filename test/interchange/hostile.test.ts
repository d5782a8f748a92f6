import { describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { invalidProject } from '../../survey/interchange/fault.ts';
import { readFile, type FileMaterial } from '../../survey/interchange/read-file.ts';
import { zip } from '../../survey/zip.ts';
import { foreignProject, guid } from './foreign.ts';

const hostile = { territory: 'province:077', language: 'it', place: '-', day: '2026-06-15' } as const;

function refusal(read: () => FileMaterial): [string, ...string[]] {
  try {
    const { faults } = read();
    if (faults.length > 0) throw invalidProject(faults);
  } catch (error) {
    if (error instanceof Problem)
      return [error.code, ...(error.errors?.('en') ?? []).map(({ path, code }) => `${path} ${code}`)];
    throw error;
  }
  throw new Error('was not refused');
}

const readProject = (file: Buffer) => readFile({ bytes: file, defaults: hostile });
const readCodebook = (file: Buffer) => readFile({ bytes: file, defaults: null });
const changed = (from: string | RegExp, to: string) => () =>
  readProject(foreignProject({ document: (xml) => xml.replace(from, to) }));
const top = 'Project/Sources/TextSource[1]';

describe('a faulty project', () => {
  it.each<[string, string | RegExp, string, string]>([
    ['no identifier', ` guid="${guid(11)}"`, '', 'Project/CodeBook/Codes/Code[1]/Code[1]@guid missing'],
    ['no name', ' name="Lingue"', '', 'Project/CodeBook/Codes/Code[2]@name missing'],
    ['a colour that is none', '#1ab', 'blue', 'Project/CodeBook/Codes/Code[1]/Code[1]@color invalid'],
    [
      'a position that is none',
      /startPosition="\d+"/,
      'startPosition="-3"',
      `${top}/PlainTextSelection[1]@startPosition invalid`,
    ],
    [
      'a position beyond the text',
      /endPosition="\d+"/,
      'endPosition="9999"',
      `${top}/PlainTextSelection[1]@endPosition invalid`,
    ],
    [
      'a code that is not there',
      `CodeRef targetGUID="${guid(12)}"`,
      `CodeRef targetGUID="${guid(99)}"`,
      `${top}/PlainTextSelection[2]/Coding[1]/CodeRef@targetGUID unknown_reference`,
    ],
    [
      'the same identifier twice',
      `Coding guid="${guid(41)}"`,
      `Coding guid="${guid(31)}"`,
      `${top}/PlainTextSelection[2]/Coding[1]@guid repeated`,
    ],
    [
      'a text that is not there',
      /internal:\/\/[^"]*txt/,
      'internal://other.txt',
      `${top}@plainTextPath unknown_reference`,
    ],
    [
      'a moment that is none',
      /(<qda:Coding[^>]*creationDateTime=")[^"]*/,
      '$1yesterday',
      `${top}/PlainTextSelection[1]/Coding[1]@creationDateTime invalid`,
    ],
  ])('with %s names the place', (_, from, to, fault) => {
    const [code, ...faults] = refusal(changed(from, to));
    expect(code).toBe('invalid_interchange');
    expect(faults).toContain(fault);
  });

  it.each<[string, () => FileMaterial]>([
    ['is no archive', () => readProject(Buffer.from('<Project/>'))],
    ['has no project', () => readProject(zip({ 'readme.txt': Buffer.from('x') }))],
    [
      'unfolds entities',
      changed('<qda:Project', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><qda:Project'),
    ],
    [
      'names files of the server',
      changed('<qda:Project', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><qda:Project'),
    ],
    ['breaks off', changed('</qda:Project>', '')],
  ])('that %s is unreadable', (_, read) => {
    expect(refusal(read)[0]).toBe('unreadable_file');
  });

  it('that unpacks to more than there is room for is unreadable, and is not unpacked', () => {
    const bomb = zip({ 'project.qde': Buffer.alloc(1000, 0x20) });
    // the size in the entry of the directory, which is the last but one record
    bomb.writeUInt32LE(70 * 1024 * 1024, bomb.indexOf('PK\x01\x02') + 24);
    const begin = process.hrtime.bigint();
    expect(refusal(() => readProject(bomb))[0]).toBe('unreadable_file');
    expect(Number(process.hrtime.bigint() - begin) / 1e6).toBeLessThan(100);
  });
});

const nested = (levels: number) =>
  Buffer.from(
    `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${Array.from(
      { length: levels },
      (_, level) => `<Code guid="${guid(level)}" name="c${level}" isCodable="true">`,
    ).join('')}${'</Code>'.repeat(levels)}</Codes></CodeBook>`,
  );

describe('a faulty codebook', () => {
  it('with ten thousand codes one inside the other is unreadable, at once', () => {
    const begin = process.hrtime.bigint();
    expect(refusal(() => readCodebook(nested(10_000)))[0]).toBe('unreadable_file');
    expect(Number(process.hrtime.bigint() - begin) / 1e6).toBeLessThan(2000);
  });

  it('with more levels than a tree here has names the first code that is too deep', () => {
    expect(readCodebook(nested(8)).faults.map(({ path, code }) => [path, code])).toEqual([
      [`CodeBook/Codes${'/Code[1]'.repeat(7)}`, 'too_long'],
    ]);
  });

  it('without a code says what is missing', () => {
    expect(refusal(() => readCodebook(Buffer.from('<CodeBook/>')))).toEqual([
      'invalid_interchange',
      'CodeBook/Codes/Code missing',
    ]);
  });
});
