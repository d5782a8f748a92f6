/** A small survey in memory and its typed table, filled by hand: what the figures need, and nothing of intake. */
import type { Database } from '../../data/database.server.ts';
import type {
  CompiledSurvey,
  CompiledVariable,
  NumberedCategory,
  ReleaseStep,
} from '../../survey/registry/registry.ts';

const text = (word: string) => ({ it: word, en: word });
const numbered = (codes: readonly string[]): NumberedCategory[] =>
  codes.map((code, index) => ({ code, label: text(code), number: index + 1 }));

type Parts = Partial<CompiledVariable> & Pick<CompiledVariable, 'name' | 'role' | 'type' | 'column'>;

function variable(codes: readonly string[], parts: Parts): CompiledVariable {
  return {
    label: text(parts.name),
    dimension: false,
    flagged: false,
    scale: null,
    categories: numbered(codes),
    missing: [],
    versions: [1],
    table: 'answer',
    missingColumn: null,
    ...parts,
  };
}

export const skills = ['english', 'spreadsheet', 'care', 'welding'] as const;
export const groups = ['young', 'inactive', 'foreign'] as const;

const variables: CompiledVariable[] = [
  variable([], { name: 'territory', role: 'territory', type: 'single', column: 'municipality', dimension: true }),
  variable(groups, { name: 'targetGroup', role: 'targetGroup', type: 'multiple', column: 'groups', dimension: true }),
  variable([...groups, 'none'], {
    name: 'mainGroup',
    role: 'targetGroup',
    type: 'single',
    column: 'main_group',
    dimension: true,
  }),
  variable(['f', 'm'], {
    name: 'sex',
    role: 'sex',
    type: 'single',
    column: 'sex',
    dimension: true,
    missing: ['not_shown', 'skipped'],
  }),
  variable(['16-29', '30-54', '55+'], {
    name: 'ageClass',
    role: 'ageClass',
    type: 'single',
    column: 'age_class',
    dimension: true,
    missing: ['not_shown', 'skipped'],
  }),
  variable(skills, { name: 'need', role: 'need', type: 'multiple', column: 'need', missingColumn: 'need_missing' }),
  variable(['1', '2', '3', '4'], { name: 'englishNow', role: 'levelNow', type: 'scale', column: 'english_now' }),
  variable(['yes', 'no'], {
    name: 'disability',
    role: 'disability',
    type: 'single',
    column: 'disability',
    flagged: true,
  }),
  variable([], {
    ...{ name: 'toTrain', role: 'toTrain', type: 'number', table: 'profile' },
    ...{ column: 'to_train', missingColumn: 'to_train_missing' },
  }),
  variable(['yes', 'no'], { name: 'later', role: 'other', type: 'single', column: 'later', versions: [2] }),
  variable([], { name: 'remark', role: 'text', type: 'text', column: null }),
];

const province = (id: number, code: string) => ({
  id,
  level: 'province' as const,
  code,
  name: { it: code, en: code },
  province: null,
  area: null,
  point: null,
});
const area = (id: number, code: string, inProvince: string | null) => ({
  ...province(id, code),
  level: 'area' as const,
  province: inProvince,
});
const municipality = (id: number, code: string, inProvince: string, inArea: string) => ({
  ...province(id, code),
  level: 'municipality' as const,
  province: inProvince,
  area: inArea,
});

/** Five municipalities in two provinces and three areas; `hills` crosses the provinces. */
export const territories: CompiledSurvey['territories'] = [
  { ...province(1, '17'), level: 'region' },
  province(2, '076'),
  province(3, '077'),
  area(4, 'north', '076'),
  area(5, 'hills', null),
  area(6, 'coast', '077'),
  municipality(7, '076001', '076', 'north'),
  municipality(8, '076002', '076', 'north'),
  municipality(9, '076003', '076', 'hills'),
  municipality(10, '077001', '077', 'hills'),
  municipality(11, '077002', '077', 'coast'),
];

export const allTables: ReleaseStep['tables'] = [
  [],
  ['region'],
  ['province'],
  ['area'],
  ['municipality'],
  ['targetGroup'],
  ['mainGroup'],
  ['sex'],
  ['ageClass'],
  ['area', 'targetGroup'],
  ['municipality', 'targetGroup'],
  ['province', 'sex'],
  ['area', 'sex'],
  ['sex', 'targetGroup'],
  ['sex', 'ageClass'],
  ['sex', 'ageClass', 'area'],
];

/** @param sizes  the preset sizes of the release plan, each with all tables */
/** All tables at each size. A closing publication leaves the ones before it a part of what they may use. */
export const planOf = (sizes: readonly number[], closing: boolean): CompiledSurvey['release'] => ({
  sizes: sizes.map((size) => ({ size, tables: allTables })),
  closing,
});

export function smallSurvey(sizes: readonly number[] = [20], parts: Partial<CompiledSurvey> = {}): CompiledSurvey {
  return {
    id: 'small-2026',
    programme: 'small',
    instrument: 'citizen',
    version: 1,
    wave: '2026',
    sampleType: 'open',
    unit: 'person',
    synthetic: true,
    closesOn: '2026-12-15',
    correctUntil: '2026-12-31',
    release: planOf(sizes, false),
    variables: new Map(variables.map((one) => [one.name, one])),
    levels: null,
    tables: { answer: 'answer_small_2026', skill: null, profile: 'profile_small_2026' },
    territories,
    targetGroups: groups.map((key, index) => ({
      key,
      label: text(key),
      number: index + 1,
      priority: index + 1,
      flagged: key === 'foreign',
      rule: { variable: 'sex', in: ['f'] },
    })),
    ...parts,
  };
}

/** The small survey, asking the levels of its first two skills on a scale of four steps. */
export function levelSurvey(sizes: readonly number[] = [20], parts: Partial<CompiledSurvey> = {}): CompiledSurvey {
  const asked = numbered(skills.slice(0, 2)).map((skill) => ({ ...skill, versions: [1] }));
  const levels = { scale: numbered(['1', '2', '3', '4']), skills: asked, flagged: false };
  return smallSurvey(sizes, { levels, tables: { ...smallSurvey().tables, skill: 'skill_small_2026' }, ...parts });
}

/**
 * One answer by numbers, as the typed tables keep it; `need` null when that question has no value, `toTrain` one a job
 * profile, null when none says it.
 */
export interface Answer {
  /** by default its place among the answers, from 1 */
  readonly seq?: number;
  readonly municipality: number;
  readonly groups: number;
  readonly sex: number;
  readonly ageClass: number;
  readonly need: readonly number[] | null;
  readonly englishNow: number;
  readonly disability: number;
  readonly toTrain: readonly number[] | null;
  readonly marks: number;
  /** of a skill, the level now and the level wanted; null is not told */
  readonly levels?: readonly (readonly [skill: number, now: number | null, wanted: number | null])[];
}

export const plain: Answer = {
  municipality: 7,
  groups: 1,
  sex: 1,
  ageClass: 1,
  need: [1],
  englishNow: 2,
  disability: 2,
  toTrain: null,
  marks: 0,
};

/** Whether an answer tells everything the release plan divides by; what was not shown is no gap. */
export const isPlaced = ({ municipality, sex, ageClass }: Answer): boolean =>
  municipality > 0 && [sex, ageClass].every((value) => value > 0 || value === -1);

/** Fills the typed tables of the small survey with these answers and no other. */
export async function fillAnswers(database: Database, answers: readonly Answer[]): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.run('DROP TABLE IF EXISTS answer_small_2026');
    await transaction.run(`CREATE TABLE answer_small_2026 (
      seq INTEGER, marks SMALLINT, region INTEGER, province INTEGER, area INTEGER, municipality INTEGER,
      groups INTEGER, main_group SMALLINT, sex SMALLINT, age_class SMALLINT, need SMALLINT[], need_missing SMALLINT,
      english_now SMALLINT, disability SMALLINT)`);
    await transaction.run(`INSERT INTO answer_small_2026 BY NAME SELECT unnest(from_json(?, ?), recursive := true)`, [
      JSON.stringify(answers.map(typedRow)),
      JSON.stringify([rowShape]),
    ]);
    await transaction.run('DROP TABLE IF EXISTS skill_small_2026');
    await transaction.run(
      `CREATE TABLE skill_small_2026 AS SELECT unnest(from_json(?,
         '[{"seq": "INTEGER", "skill": "SMALLINT", "now": "SMALLINT", "wanted": "SMALLINT"}]'), recursive := true)`,
      [JSON.stringify(answers.flatMap(skillRows))],
    );
    await transaction.run('DROP TABLE IF EXISTS profile_small_2026');
    await transaction.run(
      `CREATE TABLE profile_small_2026 AS
       SELECT unnest(from_json(?, '[{"seq": "INTEGER", "item": "SMALLINT", "to_train": "DOUBLE"}]'), recursive := true)`,
      [JSON.stringify(answers.flatMap(profileRows))],
    );
  });
}

const rowShape = {
  seq: 'INTEGER',
  marks: 'SMALLINT',
  region: 'INTEGER',
  province: 'INTEGER',
  area: 'INTEGER',
  municipality: 'INTEGER',
  groups: 'INTEGER',
  main_group: 'SMALLINT',
  sex: 'SMALLINT',
  age_class: 'SMALLINT',
  need: ['SMALLINT'],
  need_missing: 'SMALLINT',
  english_now: 'SMALLINT',
  disability: 'SMALLINT',
};

function skillRows({ seq, levels = [] }: Answer, index: number) {
  return levels.map(([skill, now, wanted]) => ({ seq: seq ?? index + 1, skill, now, wanted }));
}

/** A job profile whose number is missing comes last. */
function profileRows({ toTrain }: Answer, index: number) {
  return [...(toTrain ?? []), null].map((to_train, item) => ({ seq: index + 1, item: item + 1, to_train }));
}

function typedRow(answer: Answer, index: number) {
  const place = territories.find((one) => one.id === answer.municipality);
  const idOf = (code: string | null | undefined) => territories.find((one) => one.code === code)?.id ?? -2;
  return {
    seq: answer.seq ?? index + 1,
    marks: answer.marks,
    region: place ? 1 : -2,
    province: idOf(place?.province),
    area: idOf(place?.area),
    municipality: answer.municipality,
    groups: answer.groups,
    main_group: mainGroup(answer.groups),
    sex: answer.sex,
    age_class: answer.ageClass,
    need: answer.need,
    need_missing: answer.need === null ? -2 : null,
    english_now: answer.englishNow,
    disability: answer.disability,
  };
}

/** The first group of the bitmask, by priority; one more than the last number for who is in none. */
export function mainGroup(mask: number): number {
  const place = groups.findIndex((_, index) => (mask & (1 << index)) !== 0);
  return place < 0 ? groups.length + 1 : place + 1;
}
