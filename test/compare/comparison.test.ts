import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Comparison,
  EstimateEnvelope,
  FigureRecord,
  PairComparison,
  VoiceComparison,
} from '../../analytics/contract.ts';
import { parseCsv } from '../../data/csv.ts';
import { demoServer } from '../support/demonstration.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await demoServer();
});
afterAll(async () => server.close());

const path = (programme: string, query: Record<string, string>) =>
  `${server.address}/api/programmes/${programme}/comparison?${new URLSearchParams(query)}`;
const ask = (programme: string, query: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(path(programme, query), { headers });
async function read<T extends Comparison>(programme: string, query: Record<string, string>): Promise<T> {
  const response = await ask(programme, query);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const codeOf = async (programme: string, query: Record<string, string>) => {
  const response = await ask(programme, query);
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
};
const provinces = { kind: 'territories', a: '076', b: '077' };

describe('two territories', () => {
  it('are the published figures of both, each with an identifier that leads back', async () => {
    const { sides, rows } = await read<PairComparison>('basilicata', provinces);
    expect(sides.map(({ code, survey }) => [code, survey])).toEqual([
      ['076', 'basilicata-citizens-2026'],
      ['077', 'basilicata-citizens-2026'],
    ]);
    const estimates = `${server.address}/api/surveys/basilicata-citizens-2026/estimates`;
    for (const [at, { code, figure }] of sides.entries()) {
      const envelope = (await (
        await fetch(`${estimates}?variable=need&where=territory:${code}`)
      ).json()) as EstimateEnvelope;
      expect(envelope.figure).toBe(figure);
      const told = new Map(envelope.rows.map((row) => [row.category, row.estimate]));
      for (const row of rows) expect((at === 0 ? row.a : row.b).estimate).toBe(told.get(row.skill));
      const record = (await (await fetch(`${server.address}/api/figures/${figure}`)).json()) as FigureRecord;
      expect(record.query.where).toBe(`territory:${code}`);
    }
  });

  it('of volunteers are not tested: ranges are apart or overlap, those apart first, and no number of a difference leaves', async () => {
    const { rows, compared } = await read<PairComparison>('basilicata', provinces);
    expect(compared).toBe(0);
    const ranges = rows.map(({ judgement }) => judgement.ranges);
    expect(new Set(ranges)).toEqual(new Set(['apart', 'overlap']));
    expect(ranges).toEqual(ranges.toSorted());
    for (const { judgement } of rows) {
      const { verdict, reasons, ranges: _, ...numbers } = judgement;
      expect([verdict, reasons, ...Object.values(numbers)]).toEqual([
        'withheld',
        ['volunteers'],
        null,
        null,
        null,
        null,
        null,
        null,
      ]);
    }
  });

  it('one in the other share people, and one hidden says so alone', async () => {
    const { rows } = await read<PairComparison>('basilicata', { kind: 'territories', a: '17', b: '077' });
    expect(new Set(rows.map(({ judgement }) => judgement.reasons.join()))).toEqual(new Set(['same_people,volunteers']));
    const small = await read<PairComparison>('mantova', {
      ...{ kind: 'territories', survey: 'mantova-firms-2026', a: '020002', b: '020038' },
    });
    for (const { a, b, judgement } of small.rows)
      if (a.estimate === null || b.estimate === null)
        expect(judgement).toMatchObject({ verdict: 'withheld', reasons: ['not_published'], ranges: null });
    expect(small.rows.some(({ judgement }) => judgement.reasons.includes('not_published'))).toBe(true);
  });
});

describe('two groups', () => {
  it('that exclude each other by their rules stand apart; others share people', async () => {
    const reasons = async (a: string, b: string) => {
      const { rows } = await read<PairComparison>('basilicata', { kind: 'groups', a, b });
      return new Set(rows.flatMap(({ judgement }) => judgement.reasons));
    };
    expect((await reasons('sex:f', 'sex:m')).has('same_people')).toBe(false);
    expect((await reasons('sex:f', 'ageClass:16-24')).has('same_people')).toBe(true);
  });
});

describe('four voices', () => {
  it('are compared by places on the skills that all were asked about, what surely differs most first', async () => {
    const { sides, rows } = await read<VoiceComparison>('mantova', { kind: 'voices' });
    expect(sides.map(({ survey }) => survey).toSorted()).toEqual(
      ['firms', 'residents', 'schools', 'students'].map((voice) => `mantova-${voice}-2026`),
    );
    expect(rows).toHaveLength(60);
    const gaps = rows.map(({ disagreement }) => disagreement!);
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
    expect(gaps[0]).toBeGreaterThan(0);
    for (const { places, disagreement, between } of rows) {
      for (const { place, from, to } of places) expect(from! <= place! && place! <= to!).toBe(true);
      expect(between === null).toBe(disagreement === 0);
      if (!between) continue;
      const [one, other] = between.map((survey) => places[sides.findIndex((side) => side.survey === survey)]!);
      expect(Math.max(one!.from! - other!.to!, other!.from! - one!.to!)).toBe(disagreement);
    }
  });

  it('of a census have their places by the shares alone', async () => {
    const { sides, rows } = await read<VoiceComparison>('mantova', { kind: 'voices' });
    const at = sides.findIndex(({ sampleType }) => sampleType === 'census');
    const shares = rows.map(({ places }) => places[at]!.figure.estimate!);
    for (const { places } of rows) {
      const { place, to, figure } = places[at]!;
      expect(place).toBe(1 + shares.filter((share) => share > figure.estimate!).length);
      expect(to).toBe(shares.filter((share) => share >= figure.estimate!).length);
    }
  });
});

describe('the call', () => {
  it('gives the same numbers as CSV', async () => {
    const { rows } = await read<PairComparison>('basilicata', provinces);
    const text = await (await ask('basilicata', provinces, { accept: 'text/csv' })).text();
    const header = text.split('\n', 1)[0]!.split(',');
    const lines = parseCsv(text, header, 'comparison.csv');
    expect(lines.map(({ skill }) => skill)).toEqual(rows.map(({ skill }) => skill));
    expect(lines.map(({ a_estimate }) => Number(a_estimate))).toEqual(rows.map(({ a }) => a.estimate));
    const voices = await (await ask('mantova', { kind: 'voices', format: 'csv' })).text();
    expect(voices.trim().split('\n')).toHaveLength(1 + 60 * 4);
  });

  it('names what is not there', async () => {
    expect(await codeOf('basilicata', {})).toEqual([400, 'missing_parameter']);
    expect(await codeOf('basilicata', { kind: 'nothing' })).toEqual([400, 'unknown_parameter']);
    expect(await codeOf('basilicata', { kind: 'territories', a: '076' })).toEqual([400, 'missing_parameter']);
    expect(await codeOf('basilicata', { ...provinces, b: '999' })).toEqual([400, 'unknown_category']);
    expect(await codeOf('basilicata', { ...provinces, b: '076' })).toEqual([400, 'unknown_parameter']);
    expect(await codeOf('basilicata', { ...provinces, more: '1' })).toEqual([400, 'unknown_parameter']);
    expect(await codeOf('basilicata', { kind: 'groups', a: 'need:english', b: 'sex:f' })).toEqual([
      400,
      'not_a_dimension',
    ]);
    expect(await codeOf('basilicata', { kind: 'groups', a: 'sex:f', b: 'sex:x' })).toEqual([400, 'unknown_category']);
    expect(
      await codeOf('basilicata', { kind: 'waves', a: 'basilicata-citizens-2026', b: 'basilicata-firms-2026' }),
    ).toEqual([400, 'unknown_parameter']);
    expect(await codeOf('basilicata', { ...provinces, survey: 'nothing' })).toEqual([404, 'not_found']);
    expect(await codeOf('nothing', { kind: 'voices' })).toEqual([404, 'not_found']);
  });
});
