import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReceipts, receiptHashOf } from '../../survey/receipt.ts';
import { openSecret } from '../../survey/secret.ts';

const key = Buffer.alloc(32, 7);
const receipts = createReceipts(key);

describe('a receipt', () => {
  it('is the same for the same id, and another under another key', () => {
    const id = '3f2b8c1e-5d4a-4b6f-9a7e-1c2d3e4f5a6b';
    expect(receipts.marksOf(id)).toEqual(createReceipts(Buffer.alloc(32, 7)).marksOf(id.toUpperCase()));
    expect(createReceipts(Buffer.alloc(32, 8)).marksOf(id).code).not.toBe(receipts.marksOf(id).code);
  });

  it('is found again however it is typed', () => {
    const typing = fc.property(fc.uuid({ version: 4 }), fc.infiniteStream(fc.nat(5)), (id, ways) => {
      const { code, receiptHash } = receipts.marksOf(id);
      const typed = [...code].map((sign) => typedAs(sign, ways.next().value as number)).join('');
      expect(receiptHashOf(`  ${typed} `)).toBe(receiptHash);
    });
    fc.assert(typing, { numRuns: 300 });
  });

  it('cannot be told from what is stored', () => {
    const { code, idHmac, receiptHash } = receipts.marksOf('3f2b8c1e-5d4a-4b6f-9a7e-1c2d3e4f5a6b');
    for (const stored of [idHmac, receiptHash])
      expect(stored.replaceAll('-', '')).not.toContain(code.replaceAll('-', '').toLowerCase().slice(0, 6));
    expect(new Set([idHmac, receiptHash]).size).toBe(2);
  });

  it.each([
    '',
    '   ',
    'ABCD',
    'U'.repeat(28),
    '7'.repeat(27),
    '7'.repeat(29),
    '7'.repeat(100_000),
    '7777-7777-7777-7777-7777-7777-77*7',
  ])('is not %j', (typed) => {
    expect(receiptHashOf(typed)).toBeNull();
  });

  it('never meets another in a hundred thousand', () => {
    const codes = new Set(Array.from({ length: 100_000 }, (_, at) => receipts.marksOf(`id ${at}`).code));
    expect(codes.size).toBe(100_000);
  });
});

/** One sign of a code as people write it: small, with spaces, O for 0, I or L for 1. */
function typedAs(sign: string, way: number): string {
  if (sign === '-') return ['-', '', ' ', '–', ' - ', '.'][way]!;
  if (sign === '0') return ['0', 'O', 'o', '0', 'O', 'o'][way]!;
  if (sign === '1') return ['1', 'I', 'i', 'L', 'l', '1'][way]!;
  return way % 2 === 0 ? sign : sign.toLowerCase();
}

describe('the secret', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'fabbisogni-'))));
  afterAll(() => rm(folder, { recursive: true }));
  const empty = async () => false;
  const filled = async () => true;

  it('is made at the first start for its owner alone, and stays', async () => {
    const file = join(folder, 'deep', 'secret');
    const made = await openSecret(file, empty);
    expect(made).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await openSecret(file, filled)).toEqual(made);
  });

  it('is not made anew while answers exist: their receipts would never open again', async () => {
    const file = join(folder, 'gone');
    await expect(openSecret(file, filled)).rejects.toMatchObject({ code: 'secret_missing', values: { file } });
    await expect(stat(file)).rejects.toThrow();
  });

  it.each(['', 'abc', 'z'.repeat(64), 'ab'.repeat(31)])('is not %j', async (text) => {
    const file = join(folder, 'wrong');
    await writeFile(file, text);
    await expect(openSecret(file, empty)).rejects.toMatchObject({ code: 'secret_invalid' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
