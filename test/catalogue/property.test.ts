import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueField } from '../../survey/contract.ts';
import { openCatalogue, planner } from './stage.ts';

const onStage = openCatalogue();

const keys = ['english-1', 'welding', 'a', 'b'] as const;
const course = fc.record({
  title: fc.constantFrom('Inglese', 'Saldatura, "base"', 'Cucina; pane', 'Più\nrighe'),
  skills: fc.constantFrom('english', 'cv', 'english|cv'),
  mode: fc.constantFrom('aula', 'online', 'misto', 'azienda'),
  cost: fc.constantFrom('', '1.200,50', '900', '0'),
});
const edition = fc.record({
  key: fc.constantFrom('spring', 'autumn', 'x'),
  place: fc.constantFrom('', 'Matera', '077021', 'province:077'),
  seats: fc.integer({ min: 12, max: 40 }),
});
const file = fc.record({
  courses: fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), course), { selector: ([key]) => key, minLength: 1 }),
  editions: fc.dictionary(fc.constantFrom(...keys), fc.uniqueArray(edition, { selector: ({ key }) => key })),
  replace: fc.boolean(),
});
type File = typeof file extends fc.Arbitrary<infer T> ? T : never;

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const columns = 'course;title_it;skills;mode;cost_edition;edition;territory;starts_on;ends_on;seats';

function textOf({ courses, editions }: File): string {
  const rows = courses.flatMap(([key, { title, skills, mode, cost }]) => {
    const own = [key, quoted(title), skills, mode, cost].join(';');
    const held = editions[key] ?? [];
    const tail = held.map((one) => `${one.key};${one.place};1/3/2027;2027-04-01;${one.seats}`);
    return (tail.length > 0 ? tail : [';;;;']).map((cells) => `${own};${cells}`);
  });
  return [columns, ...rows].join('\n');
}

describe('files that come in and are taken back', () => {
  it('leave exactly what was before, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), (files) =>
        onStage(async ({ check, catalogue, stored }) => {
          const steps: string[] = [await stored()];
          for (const one of files) {
            const text = textOf(one);
            const draft = await check(text, { fields: columns.split(';') as CatalogueField[], replace: one.replace });
            expect(draft.faults).toEqual([]);
            if (draft.againSince !== null) continue;
            await catalogue.apply(planner, 'small', 'en');
            steps.push(await stored());
          }
          const { imports } = await catalogue.state(planner, 'small', 'en');
          expect(imports).toHaveLength(steps.length - 1);
          for (const { number } of imports) {
            expect(await stored()).toBe(steps.pop());
            await catalogue.undo(planner, 'small', 'en', number);
          }
          expect(await stored()).toBe(steps.pop());
        }),
      ),
      { numRuns: 5, seed: 7 },
    );
  });
});
