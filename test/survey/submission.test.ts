import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../survey/canonical.ts';
import { Submission } from '../../survey/contract.ts';
import { decodeRecord, encodeRecord, encodeRecordText } from '../../survey/record.ts';
import { isSubmission } from '../../survey/submission.ts';

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('it', 'en', 'web', '1', '', 'a'.repeat(41), 1, 0, -1, 1.5, 2 ** 53, null),
);
const likely = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const body = fc.record(
  {
    id: likely(
      fc.oneof(
        fc.uuid({ version: 4 }),
        fc.uuid(),
        fc.uuid({ version: 4 }).map((id) => id.toUpperCase()),
      ),
    ),
    version: likely(fc.integer({ min: 1, max: 9 })),
    language: likely(fc.constantFrom('it', 'en')),
    noticeVersion: likely(fc.string({ maxLength: 40 })),
    mode: likely(fc.constantFrom('web', 'assisted', 'paper')),
    ticket: likely(fc.option(fc.string({ maxLength: 500 }))),
    token: likely(fc.option(fc.string({ maxLength: 200 }))),
    channel: likely(fc.option(fc.string({ maxLength: 40 }))),
    answers: likely(fc.dictionary(fc.string(), fc.jsonValue())),
  },
  { requiredKeys: ['id', 'version', 'language', 'noticeVersion', 'mode', 'answers'] },
);

describe('the envelope of a submission', () => {
  it('is checked by hand as the schema says', () => {
    let accepted = 0;
    const equal = fc.property(fc.oneof(body, fc.jsonValue()), (sent) => {
      const schema = Submission.safeParse(sent).success;
      if (schema) accepted += 1;
      expect(isSubmission(sent)).toBe(schema);
    });
    fc.assert(equal, { numRuns: 5_000 });
    expect(accepted).toBeGreaterThan(500);
  });
});

const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a', 'b', '1', '10', '2'));
const answers = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true });

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and loses nothing', () => {
    const same = fc.property(answers, (given) => {
      const turned = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(given).reverse()))) as unknown;
      const text = canonicalJson(given);
      expect(canonicalJson(turned)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
    });
    fc.assert(same, { numRuns: 1_000 });
  });
});

describe('the record of a response', () => {
  it('is written the same from answers and from their text, and read back', () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]\w{0,5}$/), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    });
    const same = fc.property(plain, fc.array(fc.stringMatching(/^[a-z]\w{0,5}$/)), (given, skipped) => {
      const text = encodeRecordText(JSON.stringify(given), skipped);
      expect(text).toBe(encodeRecord(given, skipped));
      expect(decodeRecord(text)).toEqual({ answers: JSON.parse(JSON.stringify(given)) as unknown, skipped });
    });
    fc.assert(same, { numRuns: 500 });
  });
});
