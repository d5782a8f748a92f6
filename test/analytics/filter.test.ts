import { describe, expect, it } from 'vitest';
import { openStage, states, times } from './stage.ts';

const { publish } = openStage();

describe('a filter of the published path', () => {
  const answers = [
    ...times(6, { municipality: 7, groups: 1 }),
    ...times(7, { municipality: 8, groups: 3 }),
    ...times(8, { municipality: 9, groups: 2, sex: 2 }),
    ...times(3, { municipality: 10, groups: 2 }),
    ...times(4, { municipality: 11, groups: 2 }),
  ];

  it('adds disjoint released cells of one table', async () => {
    const { ask } = await publish(answers);
    const query = { variable: 'need', where: 'territory:076001,076002', statistic: 'count' };
    expect(ask(query).rows[0]).toMatchObject({ n: 13, estimate: 13, state: 'shown' });
    expect(ask(query).n).toBe(13);
  });

  it('is not published when one of the cells is hidden', async () => {
    const { ask } = await publish(answers);
    const { rows, n, coverage } = ask({ variable: 'need', where: 'territory:076003,077001' });
    expect([rows[0]?.state, n, coverage]).toEqual(['not_published', null, null]);
  });

  it('never adds target groups, which overlap', async () => {
    const { ask } = await publish(answers);
    const where = (codes: string) => ask({ variable: 'need', where: `targetGroup:${codes}` }).rows[0]?.state;
    expect([where('young'), where('inactive'), where('young,inactive')]).toEqual(['shown', 'shown', 'not_published']);
  });

  it('is not published when the table is not in the plan', async () => {
    const { ask } = await publish(answers);
    const query = { variable: 'need', by: 'ageClass', where: 'mainGroup:young' };
    expect(new Set(ask(query).rows.map((row) => row.state))).toEqual(new Set(['not_published']));
  });

  it('reads municipalities inside an area from the municipalities', async () => {
    const { ask } = await publish(answers);
    const query = {
      variable: 'need',
      by: 'territory:municipality',
      where: 'territory:north',
      category: 'english',
      statistic: 'count',
    };
    expect(ask(query).rows.map((row) => [row['territory'], row.estimate])).toEqual([
      ['076001', 6],
      ['076002', 7],
    ]);
    expect(ask(query)).toMatchObject({ n: 13, coverage: 1 });
  });

  it('adds the chosen municipalities of each province', async () => {
    const { ask } = await publish(answers);
    const query = {
      variable: 'need',
      by: 'territory:province',
      where: 'territory:076001,076003,077001',
      category: 'english',
    };
    expect(ask(query).rows.map((row) => [row['territory'], row.n, row.state])).toEqual([
      ['076', 14, 'shown'],
      ['077', null, 'not_published'],
    ]);
  });

  it('does not guess how much of an area across provinces lies in one of them', async () => {
    const { ask } = await publish(answers);
    const byArea = ask({ variable: 'need', by: 'territory:area', where: 'territory:076', category: 'english' });
    expect(states(byArea, 'territory')).toEqual({ north: 'shown', hills: 'not_published' });
    const byProvince = ask({ variable: 'need', by: 'territory:province', where: 'territory:north,hills' });
    expect(new Set(byProvince.rows.map((row) => row.state))).toEqual(new Set(['not_published']));
  });
});
