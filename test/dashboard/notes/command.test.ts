import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBeginning, readLine, type Letters } from '../../../dashboard/lib/notes/command.ts';
import { kinds, lettersOf } from '../../../dashboard/lib/notes/letters.ts';
import { loadMessages } from '../../../dashboard/lib/messages.ts';

const italian: Letters = {
  ...{ need: 'b', barrier: 'o', proposal: 'p', quote: 'c' },
  ...{ agreement: 'a', disagreement: 'd', silence: 's' },
};
const line = (text: string) => readLine(text, italian);

describe('what is typed in place of a press', () => {
  it('is obeyed at the beginning as soon as the space after it is there', () => {
    expect(readBeginning('.3 Costa', italian)).toEqual({ text: 'Costa', commands: [{ participant: 3 }] });
    expect(readBeginning('.3 .O Costa', italian).commands).toEqual([{ participant: 3 }, { kind: 'barrier' }]);
    expect(readBeginning('.3', italian)).toEqual({ text: '.3', commands: [] });
  });

  it('is obeyed at the end when the line is stored', () => {
    expect(line('Costa troppo. .o .12')).toEqual({
      text: 'Costa troppo.',
      commands: [{ kind: 'barrier' }, { participant: 12 }],
    });
    expect(line('.p Di sera. .+')).toEqual({ text: 'Di sera.', commands: [{ kind: 'proposal' }, { turn: 1 }] });
  });

  it('may stand alone', () => {
    expect(line('.+')).toEqual({ text: '', commands: [{ turn: 1 }] });
    expect(line('.s')).toEqual({ text: '', commands: [{ kind: 'silence' }] });
    expect(line('.0 .-')).toEqual({ text: '', commands: [{ participant: 0 }, { turn: -1 }] });
  });

  it('leaves alone what only looks like it', () => {
    for (const text of ['Corsi di 2.5 ore', 'È finita.', 'Usa .net e .docx', '.x che cos’è', 'a.o', '.123 no']) {
      expect(line(text)).toEqual({ text, commands: [] });
    }
  });

  it('never takes a word away', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zà-ù’]{2,9}[.,?]?$/), { maxLength: 9 }), (words) => {
        expect(line(words.join(' ')).text).toBe(words.join(' '));
      }),
    );
  });

  it('has a letter of its own for each kind in both languages', async () => {
    for (const language of ['it', 'en'] as const) {
      const letters = Object.values(lettersOf(await loadMessages(language)));
      expect(new Set(letters).size).toBe(kinds.length);
      expect(letters.every((letter) => /^\p{Ll}$/u.test(letter))).toBe(true);
    }
  });
});
