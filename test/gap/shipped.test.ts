import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GapRow } from '../../analytics/contract.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await demoServer();
});
afterAll(() => server?.close());

const surveys = [
  ['basilicata', 'basilicata-citizens-2026', 10],
  ['mantova', 'mantova-residents-2026', 3],
  ['mantova', 'mantova-students-2026', 3],
  ['moral', 'moral-participants-2026', 3],
  ['city-experts', 'city-experts-staff-2026', 3],
] as const;
const sum = (rows: readonly GapRow[], of: (row: GapRow) => number) => rows.reduce((all, row) => all + of(row), 0);
const seatsOf = ({ seats: { inPerson, blended, online } }: GapRow) => inPerson + blended + online;

describe('the invented catalogues beside what the demonstration asks for', () => {
  it.each(surveys)('%s: of %s some skills want seats, others have too many', async (programme, survey, least) => {
    const { rows } = await server.application.gaps.gap(programme, { survey, from: '2026-12-01' });
    const shown = rows.filter(({ state }) => state === 'shown');
    expect(shown.filter(({ gap }) => gap!.estimate >= 2).length).toBeGreaterThanOrEqual(least);
    expect(shown.filter(({ spare }) => spare! >= 2).length).toBeGreaterThanOrEqual(least);
    // neither side dwarfs the other
    const ratio = sum(shown, seatsOf) / sum(shown, ({ needed }) => needed!.estimate);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(4);
  });

  it('leaves the skill that most people of Basilicata want short of seats', async () => {
    const { rows } = await server.application.gaps.gap('basilicata', { survey: surveys[0][1], from: '2026-12-01' });
    const [first] = rows.toSorted((a, b) => (b.needed?.estimate ?? 0) - (a.needed?.estimate ?? 0));
    expect(first).toMatchObject({ skill: 'english', state: 'shown' });
    expect(first!.gap!.low ?? 0).toBeGreaterThan(0);
  });
});
