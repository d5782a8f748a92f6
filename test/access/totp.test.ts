import { describe, expect, it } from 'vitest';
import { base32, codeOf, counterAt, counterOf, keyUri } from '../../access/totp.ts';

const key = Buffer.from('12345678901234567890');

describe('the codes of an authenticator', () => {
  it('are those of RFC 4226, appendix D', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(codes.map((_, counter) => codeOf(key, counter))).toEqual(codes);
  });

  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238, appendix B, at %i seconds', (seconds, code) => {
    expect(codeOf(key, counterAt(seconds * 1000), 8)).toBe(code);
  });

  it('are taken one step early or late, never two, and never twice', () => {
    const now = 1_234_567_890_000;
    const counter = counterAt(now);
    const at = (offset: number, after = 0) => counterOf(key, codeOf(key, counter + offset), now, after);
    expect([-2, -1, 0, 1, 2].map((offset) => at(offset))).toEqual([null, counter - 1, counter, counter + 1, null]);
    expect(at(0, counter)).toBeNull();
    expect(at(1, counter)).toBe(counter + 1);
  });

  it('are taken with a space in the middle, as apps show them, and not with anything else', () => {
    const now = 59_000;
    expect(counterOf(key, '287 082', now, 0)).toBe(1);
    for (const wrong of ['', '28708', '2870822', 'two870']) expect(counterOf(key, wrong, now, 0)).toBeNull();
  });
});

describe('the key of an authenticator', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('is written in base 32 as in RFC 4648, section 10: %s', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });

  it('stands in the address that apps read', () => {
    expect(keyUri(key, 'ada@example.org')).toBe(
      'otpauth://totp/Fabbisogni:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fabbisogni',
    );
  });
});
