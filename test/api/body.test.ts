import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../http.ts';
import { Problem } from '../../problem.ts';

const parsed = (text: string | Buffer): unknown => {
  try {
    return parseJson(Buffer.from(text));
  } catch (error) {
    if (error instanceof Problem && error.code === 'malformed') return 'refused';
    throw error;
  }
};

describe('a JSON body', () => {
  it('is read as JSON.parse reads it', () => {
    const same = fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(parsed(text)).toEqual(JSON.parse(text));
    });
    fc.assert(same, { numRuns: 1_000 });
  });

  it('is refused, never a crash, whatever bytes it is', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      fc.stringMatching(/^[[\]{}":,\\ue0-9a-f]{0,60}$/).map((text) => Buffer.from(text)),
    );
    const safe = fc.property(bytes, (sent) => {
      const told = parsed(sent);
      if (told !== 'refused') expect(told).toEqual(JSON.parse(sent.toString()));
    });
    fc.assert(safe, { numRuns: 3_000 });
  });

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice by escapes', '{"a":1,"\\u0061":2}'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['a key twice deep inside', '{"a":[{"b":{"c":1,"c":1}}]}'],
    ['21 levels', '['.repeat(21) + ']'.repeat(21)],
    ['5,001 keys', JSON.stringify(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`k${at}`, 0])))],
    ['a byte order mark', '\uFEFF{}'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
  ])('is refused with %s', (_, text) => {
    expect(parsed(text)).toBe('refused');
  });

  it.each([
    ['20 levels', '['.repeat(20) + ']'.repeat(20)],
    ['brackets inside a text', `["${'[{'.repeat(50)}\\"${':'.repeat(50)}"]`],
    ['the same key in two objects', '[{"a":1},{"a":2}]'],
    ['backslashes at the end of a text', '{"a\\\\":"b\\\\\\\\"}'],
  ])('is read with %s', (_, text) => {
    expect(parsed(text)).toEqual(JSON.parse(text));
  });
});
