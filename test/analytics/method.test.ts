import { describe, expect, it } from 'vitest';
import type { MethodFacts } from '../../analytics/contract.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import { k, openStage, times } from './stage.ts';
import { storeWeights, version } from './weighted.ts';

const { database, publish } = openStage();

async function factsOf(id: string, parts: Partial<WeightVersion> | null): Promise<MethodFacts> {
  if (parts) await storeWeights(database(), { survey: id, ...parts });
  const { analytics } = await publish([...times(50, {}), ...times(7, { sex: -2 })], { id });
  return analytics.method(id);
}

describe('the facts of a method note', () => {
  it('tell whom the figures are about, of the answers that the publication has seen', async () => {
    const facts = await factsOf('method-plain', null);
    expect(facts).toMatchObject({ snapshot: { responses: 57 }, about: 50, weights: null, frame: null });
    expect([facts.k, facts.sensitiveK]).toEqual([k, 10]);
    expect(facts.publications).toEqual([{ takenOn: facts.snapshot?.takenOn, responses: 57 }]);
  });

  it('tell the weights that the publication was made with, though newer ones are there', async () => {
    const trim = { upper: 5, lower: null };
    const sources = [{ source: 'Census', year: 2025 }];
    const margins = version.margins.map((margin) => ({ ...margin, sources }));
    const [id, parts] = ['method-weighted', { margins, trim, trimmed: 2, deff: 1.23456, deffResidual: 1.17777 }];
    await storeWeights(database(), { survey: id, ...parts });
    const { analytics } = await publish(times(60, {}), { id });
    await storeWeights(database(), { survey: id, version: 4 });
    const { weights } = await analytics.method(id);
    expect(weights).toEqual({
      ...{ version: 3, kind: 'calibrated', method: 'raking', madeOn: '2026-11-20', trim, trimmed: 'under5' },
      margins: [
        { dimensions: ['sex'], sources },
        { dimensions: ['ageClass'], sources },
      ],
      ...{ deff: 1.23, deffResidual: 1.2 },
    });
  });

  it.each([
    [0, 'none'],
    [5, 'under1'],
    [6, 'under5'],
    [30, 'over5'],
  ])('tell which part of the answers was cut, and never how many: %i of 600', async (trimmed, told) => {
    const { weights } = await factsOf(`method-cut-${trimmed}`, { trimmed, responses: 600 });
    expect(weights?.trimmed).toBe(told);
    expect(JSON.stringify(weights)).not.toContain('600');
  });

  it('tell the list that a sample was drawn from, and not who answered of each stratum', async () => {
    const strata = ['f', 'm'].map((category) => ({ category, population: 500, drawn: 40, answered: 25 }));
    const frame = { dimension: 'sex', strata, source: 'Register', year: 2026 };
    const facts = await factsOf('method-drawn', { kind: 'design', margins: [], frame });
    expect(facts.frame).toEqual({
      ...{ dimension: 'sex', strata: 2, population: 1000, drawn: 80, source: 'Register', year: 2026 },
    });
  });
});
