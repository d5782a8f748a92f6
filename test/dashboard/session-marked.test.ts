import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundFound, markedIn, type Piece } from '../../dashboard/lib/session/marked.ts';

const shown = (pieces: readonly Piece[]) => pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('');
const marked = (text: string, words: string) => shown(markedIn(text, words.split(' ')));

describe('words that were looked for', () => {
  it.each([
    ['Perché serve più tempo', 'perche', '[Perché] serve più tempo'],
    ['Perche\u0301 serve', 'perché', '[Perche\u0301] serve'],
    ['L’asilo chiude: ASILO, asili', 'asil', 'L’[asil]o chiude: [ASIL]O, [asil]i'],
    ['🙂 è qui 🙂', 'E QUI', '🙂 [è] [qui] 🙂'],
    ['Η ΔΟΥΛΕΙΆ', 'δουλεια', 'Η [ΔΟΥΛΕΙΆ]'],
    ['ananas', 'ana nas', '[ananas]'],
    ['niente', 'altro', 'niente'],
    ['a.b', '.', 'a[.]b'],
  ])('are marked in «%s» as the search finds them', (text, words, expected) => {
    expect(marked(text, words)).toBe(expected);
  });

  it('leave the text as it is, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })),
        (text, words) => {
          expect(
            markedIn(text, words)
              .map((piece) => piece.text)
              .join(''),
          ).toBe([...text].join(''));
        },
      ),
    );
  });

  it('are shown with what stands around the first of them, cut between words', () => {
    const long = `${'prima '.repeat(40)}asilo ${'dopo '.repeat(100)}asilo`;
    const told = shown(aroundFound(markedIn(long, ['asilo'])));
    expect(told).toMatch(/^… (prima ){12,13}\[asilo\] (dopo ){40,50}…$/);
    expect(shown(aroundFound(markedIn('Un asilo.', ['asilo'])))).toBe('Un [asilo].');
  });
});
