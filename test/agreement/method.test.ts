import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { measuresOf } from '../../analytics/qualitative/agreement.ts';

/** Ten statements: both gave the code to three, each to one more, neither to five. */
const first = ['yes', 'yes', 'yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'];
const second = ['yes', 'yes', 'yes', 'no', 'yes', 'no', 'no', 'no', 'no', 'no'];

it('the agreement of docs/method.md comes out as it is worked out there', async () => {
  const { percent, kappa, alpha } = measuresOf([first, second]);
  const page = (await readFile('docs/method.md', 'utf8')).replaceAll('\n', ' ');
  expect(percent).toBe(0.8);
  expect(page).toContain(`kappa = 0.28 / 0.48 = ${kappa!.toFixed(3)}`);
  expect(page).toContain(`alpha = ${alpha!.toFixed(3)}`);
});
