/** Basilicata with a small catalogue, answers that are published, a session, and a group that nobody has heard. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { shippedProgramme, type Application } from '../../application.ts';
import { formatCsv } from '../../data/csv.ts';
import { generate } from '../../survey/generate/generate.ts';
import { storeFocus } from '../support/focus-rows.ts';

export const survey = 'basilicata-citizens-2026';
export const [code, coding, statement] = [
  '6c0b3e9e-0f2e-4a57-9d62-0d6f3f0f7a01',
  '6c0b3e9e-0f2e-4a57-9d62-0d6f3f0f7a02',
  '6c0b3e9e-0f2e-4a57-9d62-0d6f3f0f7a03',
] as const;
export const recommendation = '6c0b3e9e-0f2e-4a57-9d62-0d6f3f0f7a04';

const courseColumns = [
  ...(['key', 'title_it', 'title_en', 'provider', 'skills', 'level_from', 'level_to', 'eqf', 'mode'] as const),
  ...(['hours_classroom', 'hours_online', 'certification', 'cost_edition', 'cost_learner'] as const),
  ...(['prerequisites', 'target_groups', 'demo'] as const),
];
const editionColumns = ['course', 'key', 'territory', 'starts_on', 'ends_on', 'seats', 'taken'] as const;

const course = (key: string, title: string, mode: string, skills: string, cost = '4000') => ({
  ...{ key, title_it: title, title_en: `${title} (en)`, provider: '', skills, level_from: '', level_to: '', eqf: '' },
  ...{ mode, hours_classroom: '', hours_online: '', certification: '', cost_edition: cost, cost_learner: '' },
  ...{ prerequisites: '', target_groups: '', demo: '1' },
});

const courses = [
  course('english_room', 'Inglese in aula', 'classroom', 'english'),
  course('english_online', 'Inglese online', 'online', 'english', ''),
  course('english_two', 'Inglese e informatica', 'mixed', 'english;ict_basic'),
];
const editions = [
  {
    ...{ course: 'english_room', key: 'a', territory: 'municipality:077014', starts_on: '2026-09-01' },
    ...{ ends_on: '2026-12-01', seats: '10', taken: '' },
  },
];

/** A rule that nobody meets. */
const unheard = {
  key: 'unheard_group',
  label: { it: 'Gruppo mai ascoltato', en: 'Group that was never heard' },
  priority: 99,
  rule: {
    all: [
      { variable: 'sex', in: ['f'] },
      { variable: 'sex', in: ['m'] },
    ],
  },
};

/** @param directory  where its folder is made */
export async function loadPlanned(application: Application, directory: string, responses = 900): Promise<void> {
  const folder = join(directory, 'basilicata');
  await cp(shippedProgramme('basilicata'), folder, { recursive: true });
  await writeFile(join(folder, 'courses.csv'), formatCsv(courseColumns, courses));
  await writeFile(join(folder, 'editions.csv'), formatCsv(editionColumns, editions));
  const groups = JSON.parse(await readFile(join(folder, 'target-groups.json'), 'utf8')) as object[];
  await writeFile(join(folder, 'target-groups.json'), JSON.stringify([...groups, unheard]));
  await application.loadProgramme(folder);
  await rm(folder, { recursive: true });
  await generate(application, { survey, responses, seed: 'plan' });
  await application.projection.run();
  await publish(application, '2026-06-15');
  await heard(application);
}

export async function publish(application: Application, today: string, closing = false): Promise<void> {
  const { compiled } = application.registry.entry(survey);
  await publishSnapshot(application.database, compiled, { k: 5, today, closing });
  await application.analytics.reload(survey);
}

async function heard({ database }: Application): Promise<void> {
  const text = 'Senza inglese non mi chiamano nemmeno.';
  const statements = [{ id: statement, participant: 1, text, codings: [{ code, id: coding, quote: text }] }];
  await storeFocus(database, {
    programme: 'basilicata',
    codes: [{ id: code, label: 'Inglese per lavorare', skill: 'english' }],
    sessions: [{ heldOn: '2026-05-05', people: [{ number: 1, role: 'Barista' }], statements }],
  });
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO recommendation BY NAME SELECT $id::UUID AS id, 'basilicata' AS programme, 'Più inglese' AS title,
         'Corsi di sera, vicino a casa.' AS text, 'accepted' AS state, NULL::VARCHAR AS reason, 'nobody' AS raised_by,
         DATE '2026-05-06' AS raised_on, 'nobody' AS decided_by, DATE '2026-05-07' AS decided_on, 2 AS revision`,
      { id: recommendation },
    );
    await tx.run('INSERT INTO recommendation_support VALUES (?::UUID, ?::UUID)', [recommendation, coding]);
  });
}
