import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedProgramme, shippedProgrammes } from '../../application.ts';
import { firstPage } from '../../dashboard/lib/survey/first-question.ts';
import { bareCode, groupsOfFour, receiptAddress } from '../../dashboard/lib/survey/receipt-code.ts';
import { noticeParts } from '../../dashboard/lib/survey/notice.ts';

const folder = 'data/programme/basilicata';
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, unknown>;

describe('what the server draws of a questionnaire', () => {
  it('is the municipality for citizens, with every choice of the instrument', () => {
    const page = firstPage(read('instruments/citizen.json'), 'en');
    expect(page?.questions.map(({ name, kind }) => [name, kind])).toEqual([['territory', 'combobox']]);
    const [first] = page!.questions;
    expect(first?.title).toBe('Which municipality do you live in?');
    expect(first?.choices).toContainEqual({ value: '076063', text: 'Potenza' });
    expect(first?.choices).toHaveLength(133);
  });

  it.each(shippedProgrammes())('is the whole first page of every instrument of %s', (id) => {
    for (const file of globSync(`${shippedProgramme(id)}/instruments/*.json`)) {
      const definition = JSON.parse(readFileSync(file, 'utf8')) as { pages: { elements: { name: string }[] }[] };
      const page = firstPage(definition, 'it');
      expect(page?.isWhole).toBe(true);
      expect(page?.questions.map(({ name }) => name)).toEqual(definition.pages[0]!.elements.map(({ name }) => name));
    }
  });

  it('ends before the first question that needs an expression, an order of chance or another field', () => {
    const asked = (more: object) => ({ type: 'radiogroup', name: 'a', title: 'A', choices: ['x'], ...more });
    const upTo = (more: object) =>
      firstPage({ pages: [{ elements: [asked({}), asked({ name: 'b', ...more })] }] }, 'it');
    for (const more of [{ visibleIf: "{a} = 'x'" }, { choicesOrder: 'random' }, { type: 'comment' }])
      expect(upTo(more)).toMatchObject({ isWhole: false, questions: [{ name: 'a' }] });
    expect(upTo({})?.isWhole).toBe(true);
    expect(firstPage({ pages: [{ elements: [asked({ type: 'comment' })] }] }, 'it')).toBeNull();
    expect(firstPage({}, 'it')).toBeNull();
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
