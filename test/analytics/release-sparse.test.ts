/** The audit of a question that few answered has their columns alone: its verdict is that of all columns. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auditMeasure, auditRelease } from '../../analytics/disclosure/index.ts';
import type { AuditTask } from '../../analytics/release/task.ts';
import { verdictOn } from '../../analytics/release/verdict.ts';

const tables = [[], ['area'], ['sex'], ['age'], ['area', 'sex'], ['area', 'age'], ['age', 'sex']];
const person = fc.record({
  area: fc.integer({ min: 0, max: 5 }),
  sex: fc.integer({ min: 0, max: 1 }),
  age: fc.integer({ min: 0, max: 3 }),
  base: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
});

it('shows a question that few answered where the audit of everybody would', async () => {
  const people = fc.array(person, { minLength: 60, maxLength: 220 });
  await fc.assert(
    fc.asyncProperty(people, async (all) => {
      const column = (name: 'area' | 'sex' | 'age') => {
        const levels = [0, 1, 2, 3, 4, 5].map(String);
        return { levels, codes: Int32Array.from(all, (one) => one[name]) };
      };
      const dimensions = { area: column('area'), sex: column('sex'), age: column('age') };
      const base = Float64Array.from(all, (one) => Number(one.base));
      const everybody = Int32Array.from(all.keys());
      const task: AuditTask = {
        ...{ k: 5, budget: { from: 0, to: 1 }, tables, flagged: {}, dimensions },
        ...{ counts: new Float64Array(all.length).fill(1), persons: everybody, present: [everybody], past: [] },
        ...{ measures: [{ name: 'few', base, shown: [] }], sums: [], answers: [] },
      };
      const { release, shown } = await verdictOn(task);
      const plan = { dimensions, tables, k: 5 };
      const expected = auditMeasure(plan, auditRelease(plan), { base });
      expect(release.cells.length).toBe(expected.length);
      expect(shown.get('few')).toEqual(expected);
      return true;
    }),
    { numRuns: 60 },
  );
});
