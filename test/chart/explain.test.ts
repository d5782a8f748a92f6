import { describe, expect, it } from 'vitest';
import type { EstimateEnvelope, EstimateRow } from '../../analytics/contract.ts';
import { explain } from '../../dashboard/lib/explain/explain.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Language } from '../../survey/contract.ts';
import { envelope, row } from './sample.ts';

const told = async (figure: EstimateEnvelope, language: Language = 'en') => {
  const m = await loadMessages(language);
  const { lines } = explain(figure, { m, language, unit: 'person', nameOf: () => 'English' });
  return lines.map(({ text }) => text).join('\n');
};
const mean = (estimate: number, ciLow: number, ciHigh: number): EstimateRow => ({
  ...row({}, 'english', [0.5, 900]),
  ...{ category: null, estimate, ciLow, ciHigh },
});

describe('how a figure was computed', () => {
  it('tells levels and their ranges as levels, not as percentages', async () => {
    const levels = { ...envelope([mean(2.096, 2.071, 2.12)]), statistic: 'mean' as const };
    expect(await told(levels)).toContain('English: 2.10, from 900 answers');
    expect(await told(levels)).toContain('English: 2.07–2.12.');
    expect(await told(levels, 'it')).toContain('English: 2,07–2,12.');
    expect(await told(levels)).not.toMatch(/20\d%|21\d%/);
    const gap = { ...envelope([mean(0.02, -0.04, 0.08)]), statistic: 'mean' as const };
    expect(await told(gap)).toContain('English: -0.04 to 0.08.');
    expect(await told(envelope([row({}, 'english', [0.34, 780])]))).toContain('English: 31–37%.');
  });

  it('says plainly that no published value has weights, or how many have none', async () => {
    const cell = (weights: EstimateRow['weights']) => ({ ...row({}, 'english', [0.34, 780]), weights });
    const of = (...rows: EstimateRow[]): EstimateEnvelope => ({
      ...{ ...envelope(rows), weights: { kind: 'calibrated', version: 1 } },
    });
    expect(await told(of(cell('none'), cell('none')))).toContain(
      'None: at this detail weights cannot be published, and in all the values shown each answer counts one.',
    );
    expect(await told(of(cell('full'), cell('none')))).toContain(
      'known proportions of the population. For one of the values shown weights cannot be published: there each answer counts one.',
    );
    expect(await told(of(cell('full')))).not.toContain('cannot be published');
  });
});
