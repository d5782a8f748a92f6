import { describe, expect, it } from 'vitest';
import { formats } from '../../dashboard/lib/format.ts';
import type { Interest } from '../../survey/contract.ts';
import { monthsAfter } from '../../survey/register/keep.ts';
import { readProgramme } from '../../survey/programme/programme.ts';
import { madrina, openStage, selfEmployed, top } from './stage.ts';

const stage = openStage();

describe('how long a form is kept', () => {
  it.each([
    ['2026-01-15', 6, '2026-07-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %i months are %s', (day, months, last) => {
    expect(monthsAfter(day, months)).toBe(last);
  });

  it('is told to the office, form by form', async () => {
    for (const form of [madrina(), selfEmployed()]) await stage.nobody('POST', `${top}/interests`, form);
    const { json, text } = await (await stage.member('planner'))<Interest[]>('GET', `${top}/interests`);
    expect(json.map(({ kind, keptUntil }) => `${kind} ${keptUntil}`).toSorted()).toEqual([
      'madrina 2027-06-30',
      'self_employment 2026-12-15',
    ]);
    expect(text).toContain('keptUntil');
  });

  it('is what people are told before they consent', async () => {
    const { forms } = await readProgramme('data/programme/mantova');
    const { madrina: firms, self_employment: people } = forms!;
    if (!('until' in firms!.keep) || !('months' in people!.keep)) throw new Error('a form is kept otherwise');
    expect(firms!['retention']).toMatchObject({
      it: expect.stringContaining(formats('it').day(firms!.keep.until)) as string,
      en: expect.stringContaining(formats('en').day(firms!.keep.until)) as string,
    });
    expect(people!['retention']).toMatchObject({
      it: expect.stringContaining(`${people!.keep.months} mesi da quando invii`) as string,
      en: expect.stringContaining(`${people!.keep.months} months from when`) as string,
    });
  });
});
