import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { volunteers } from './volunteers.ts';

const points = (share: number): string => (100 * share).toFixed(1).replace('-', '−');

it('weights repair of what volunteers get wrong what the method page says, and never all', async () => {
  const page = await readFile('docs/method.md', 'utf8');
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const found = volunteers('volunteers', 40, 6000);
  for (const { need, truth, plain, sexAge, withEducation, heldByRange } of found)
    expect(rows.find(([, name]) => name === `\`${need}\``)?.slice(2, 7)).toEqual([
      ...[truth, plain, sexAge, withEducation].map(points),
      `${Math.round(100 * heldByRange)} of 100`,
    ]);
  console.table(found);
  const large = found.filter(({ plain }) => Math.abs(plain) > 0.05);
  const percent = (of: 'repairedBySexAge' | 'repairedWithEducation') =>
    large.map((one) => Math.round(100 * one[of])).toSorted((a, b) => a - b);
  expect([percent('repairedBySexAge').at(0), percent('repairedBySexAge').at(-1)]).toEqual([51, 63]);
  expect([percent('repairedWithEducation').at(0), percent('repairedWithEducation').at(-1)]).toEqual([81, 94]);
});
