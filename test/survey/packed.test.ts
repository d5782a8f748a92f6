import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, parseXml, textOf, writeXml, type XmlElement } from '../../survey/xml.ts';
import { unzip, zip } from '../../survey/zip.ts';

const limit = { bytes: 1_000_000, entries: 10 };
const refused = (work: () => unknown) => expect(work).toThrow(expect.objectContaining({ code: 'unreadable_file' }));

describe('a packed file', () => {
  it('gives back what was packed, and the same bytes for the same files', () => {
    const files = { 'a/è.txt': Buffer.from('ciao 👋'), empty: Buffer.alloc(0) };
    expect([...unzip(zip(files), limit)]).toEqual(Object.entries(files));
    expect(zip(files)).toEqual(zip(files));
    expect([...unzip(zip(files), limit, (name) => name === 'empty').keys()]).toEqual(['empty']);
  });

  it('is refused where it holds more than it may or says, or is damaged anywhere', () => {
    const packed = zip({ a: Buffer.from('x'.repeat(5000)), b: Buffer.from('y') });
    refused(() => unzip(packed, { ...limit, bytes: 5000 }));
    refused(() => unzip(packed, { ...limit, entries: 1 }));
    refused(() => unzip(zip({ a: new Uint8Array(2_000_000) }), limit));
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Buffer.from(packed);
        broken[at]! ^= change;
        try {
          for (const bytes of unzip(broken, limit).values()) expect(bytes.length).toBeLessThanOrEqual(limit.bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'unreadable_file' });
        }
      }),
    );
  });
});

describe('XML', () => {
  it('is read without prefixes, with its references and nothing else expanded', () => {
    const root = parseXml(
      '<?xml version="1.0"?><w:r xmlns:w="u" w:a="1 &amp; &#232;"><!-- x --><b> &lt;&#x1F600;</b>t</w:r>',
    );
    expect(root).toEqual({
      ...{ name: 'r', attributes: { a: '1 & è' } },
      children: [{ name: 'b', attributes: {}, children: [' <😀'] }, 't'],
    });
    expect([elementsOf(root, 'b').length, elementsOf(root, 'c').length, textOf(root)]).toEqual([1, 0, ' <😀t']);
  });

  it.each(['', 'x', '<a>', '<a></b>', '<a/><b/>', '<!DOCTYPE a><a/>', '<a>'.repeat(500) + '</a>'.repeat(500)])(
    'is refused: %s',
    (document) => refused(() => parseXml(document)),
  );

  it('comes back from what was written, character for character', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .map((one) =>
        [...one]
          .map((sign) => (/[\t\n\r\x20-\uD7FF\uE000-\uFFFD]|[^\0-\uFFFF]/u.test(sign) ? sign : '\uFFFD'))
          .join(''),
      );
    fc.assert(
      fc.property(text, text, (attribute, inside) => {
        const root: XmlElement = { name: 'a', attributes: { b: attribute }, children: [inside] };
        expect(parseXml(writeXml(root))).toEqual(root);
      }),
    );
  });
});
