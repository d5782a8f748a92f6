import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, mapped, remaining, sliceOf, type Span } from '../../survey/coding/span.ts';
import { changesBetween } from '../../survey/coding/word-diff.ts';

const follow = (before: string, after: string, span: Span) => mapped(span, changesBetween(before, after));
const at = (text: string, words: string): Span => {
  const start = lengthOf(text.slice(0, text.indexOf(words)));
  return { start, stop: start + lengthOf(words) };
};

describe('a stretch of a text that was edited', () => {
  it.each([
    [
      'before it',
      'Perché serve più pratica 🙂 in azienda',
      'È vero: serve molta più pratica 🙂 in azienda',
      'pratica 🙂',
    ],
    ['after it', 'serve più pratica in azienda', 'serve più pratica in laboratorio, ogni mese', 'più pratica'],
    ['on both sides', 'uno due tre quattro cinque', 'zero due tre quattro sei sette', 'due tre quattro'],
    ['right at its start', 'un corso breve', 'un bel corso breve', 'corso'],
    ['in two places far apart', 'a b c d e f g h', 'x b c d e f y z', 'c d e'],
  ])('is shifted by a change %s', (_, before, after, words) => {
    const now = follow(before, after, at(before, words));
    expect(now && sliceOf(after, now)).toBe(words);
  });

  it.each([
    ['inside', 'serve più pratica in azienda', 'serve più formazione in azienda', 'più pratica in'],
    ['across its end', 'serve più pratica in azienda', 'serve più altro', 'più pratica'],
    ['that makes its last word longer', 'un corso', 'un corsone', 'corso'],
    ['put between its words', 'più pratica', 'più tanta pratica', 'più pratica'],
    ['that leaves nothing', 'più pratica', '', 'pratica'],
  ])('is moved by a change %s', (_, before, after, words) => {
    expect(follow(before, after, at(before, words))).toBeNull();
  });

  const word = fc.constantFrom('è', '🙂', 'più', 'corso', 'e\u0301', '👩‍🔧', 'no', ',', '.', ' ', '  ', '𝒳y', 'ß');
  const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(''));
  const spanOf = (of: string) =>
    fc
      .tuple(fc.nat(lengthOf(of)), fc.nat(lengthOf(of)))
      .map(([a, b]) => ({ start: Math.min(a, b), stop: Math.max(a, b) }));

  it('keeps its very words or is reported, whatever was edited', () => {
    const edited = fc
      .tuple(text, text)
      .chain(([before, after]) =>
        fc.record({ before: fc.constant(before), after: fc.constant(after), span: spanOf(before) }),
      );
    fc.assert(
      fc.property(edited, ({ before, after, span }) => {
        fc.pre(span.start < span.stop);
        const now = follow(before, after, span);
        if (now === null) return;
        expect(now.start).toBeGreaterThanOrEqual(0);
        expect(now.stop).toBeLessThanOrEqual(lengthOf(after));
        expect(sliceOf(after, now)).toBe(sliceOf(before, span));
      }),
      { numRuns: 2000 },
    );
  });

  it('is never lost when whole words before and after it change and its own are more than they', () => {
    const around = fc.array(fc.constantFrom('è', '🙂'), { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(around, around, around, around, (a, b, c, d) => {
        const words = 'proprio queste parole';
        const [before, after] = [`${a} ${words} ${b}`, `${c} ${words} ${d}`];
        const now = follow(before, after, at(before, words));
        expect(now && sliceOf(after, now)).toBe(words);
      }),
      { numRuns: 1000 },
    );
  });

  it('that was moved keeps none of the words that were taken out', () => {
    const [before, after] = ['ne parla Anna Rossi di Asola 🙂, è vero', 'ne parla una persona di Asola 🙂, è vero'];
    const span = at(before, 'parla Anna Rossi di Asola 🙂');
    expect(remaining(before, span, changesBetween(before, after))).toBe('parla … … di Asola 🙂');
    expect(remaining('Anna', { start: 0, stop: 4 }, changesBetween('Anna', ''))).toBe('…');
  });

  it('stays where it is when nothing was edited', () => {
    fc.assert(
      fc.property(
        text.chain((of) => fc.tuple(fc.constant(of), spanOf(of))),
        ([of, span]) => {
          expect(follow(of, of, span)).toEqual(span);
        },
      ),
    );
  });

  it('is found in the longest text in a moment', () => {
    const words = (seed: number) => Array.from({ length: 1300 }, (_, n) => (n * seed) % 97).join(' ');
    const begin = performance.now();
    changesBetween(words(5), words(11));
    expect(performance.now() - begin).toBeLessThan(1500);
  });
});
