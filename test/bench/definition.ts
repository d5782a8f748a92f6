/** How long a hostile definition keeps the server: refused as a draft, and checked. Limit: 200 ms each. */
import { GeneratorFile } from '../../survey/generate/schema.ts';
import { checkInstrument } from '../../survey/instrument/check.ts';
import { refuseForbidden } from '../../survey/instrument/read.ts';
import { completeSheet } from '../support/complete-instrument.ts';
import { hostile } from '../support/hostile.ts';
import { clocked } from './clock.ts';

const limit = 200;
const context = {
  ...{
    instrument: 'trial',
    sheet: completeSheet('trial'),
    languages: ['it', 'en'] as const,
    skills: [],
    hasGroups: false,
  },
  generator: GeneratorFile.parse({ languages: { it: 1 }, modes: { web: 1 } }),
  ...{ places: new Map(), previous: null, beside: [] },
  levelled: { programme: { territory: { level: 'province' } }, areas: [] },
} as const;

const refusal = async (text: string): Promise<string> => {
  try {
    refuseForbidden(text);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

let worst = 0;
for (const [what, text] of hostile) {
  const refused = await clocked(() => refusal(text));
  const checked = await clocked(() => checkInstrument(text, context));
  worst = Math.max(worst, refused.milliseconds, checked.milliseconds);
  const told = [refused, checked].map(({ milliseconds }) => `${milliseconds.toFixed(1)} ms`).join(' refused, ');
  console.log(`${what}: ${told} checked; ${refused.value.slice(0, 100)}`);
}
console.log(`worst: ${worst.toFixed(1)} ms of ${limit} ms (${(worst / limit).toFixed(2)} of the limit)`);
if (worst > limit) process.exitCode = 1;
