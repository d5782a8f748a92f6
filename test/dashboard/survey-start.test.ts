import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstQuestion } from '../../dashboard/lib/survey/first-question.ts';
import { bareCode, groupsOfFour, receiptAddress } from '../../dashboard/lib/survey/receipt-code.ts';
import { noticeParts } from '../../dashboard/lib/survey/notice.ts';

const folder = 'data/programme/basilicata';
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, unknown>;

describe('what the server draws of a questionnaire', () => {
  it('is the municipality for citizens, with every choice of the instrument', () => {
    const first = firstQuestion(read('instruments/citizen.json'), 'en');
    expect(first?.name).toBe('territory');
    expect(first?.title).toBe('Which municipality do you live in?');
    expect(first?.options).toContainEqual({ value: '076063', text: 'Potenza' });
    expect(first?.options).toHaveLength(133);
  });

  it('is nothing when the first page asks more than one thing', () => {
    expect(firstQuestion(read('instruments/firm.json'), 'it')).toBeNull();
    expect(firstQuestion({}, 'it')).toBeNull();
  });

  it('is a notice of four lines and a promise, with the rest to unfold', () => {
    const { text } = read('notices/citizens.json') as { text: { it: string } };
    const { lines, promise, rest } = noticeParts(text.it);
    expect(lines.map(([name]) => name)).toEqual(['Chi lo chiede', 'Perché', 'Quanto dura', 'Chi legge']);
    expect(promise).toContain('Non chiediamo il tuo nome. Solo il tuo codice riapre le tue risposte');
    expect(rest.join(' ')).toContain('con il codice puoi leggere, correggere o cancellare');
  });
});

describe('the code of a receipt', () => {
  it('is read however it was typed', () => {
    expect(bareCode('#mp52-79g5 3qtj')).toBe('MP5279G53QTJ');
    expect(groupsOfFour('mp5279g53q')).toEqual(['MP52', '79G5', '3Q']);
  });

  it('stands in the fragment of its address, which no server sees', () => {
    const { pathname, search, hash } = new URL(receiptAddress('https://example.org', '/receipt', 'ABCD2345'));
    expect([pathname, search, hash]).toEqual(['/receipt', '', '#ABCD-2345']);
  });
});
