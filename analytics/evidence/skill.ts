/** What focus groups say about a skill, as anybody may read it. */
import { Problem } from '../../problem.ts';
import type { Localized } from '../../survey/contract.ts';
import type { Heard, SkillEvidence } from '../contract.ts';
import { nothing } from './codes.ts';
import type { EvidenceContext } from './context.ts';
import { isInvented } from './invented.ts';
import { readQuotes } from './quotes.ts';
import { boundTo, effective, saidSteps } from './steps.ts';

/** Quotes of a page. */
const mostQuotes = 12;

const linked = `SELECT id FROM code WHERE programme = $programme AND skill = $skill AND state IN ('accepted', 'retired')`;
const ofSkill = `coding.code IN (${linked})`;

/** @throws Problem not_found */
export async function skillEvidence(context: EvidenceContext, programme: string, key: string): Promise<SkillEvidence> {
  const { database, k } = context;
  const skill = await readSkill(context, programme, key);
  const named = { programme, skill: key };
  const bound = { ...boundTo(programme, null), skill: key };
  const codings = `SELECT * FROM (${effective}) coding WHERE ${ofSkill}`;
  const [heard, codes, quotes, recommendations, invented] = await Promise.all([
    readHeard(context, bound),
    database.rows<{ labels: string }>(`SELECT labels FROM code WHERE id IN (${linked}) ORDER BY place, id`, named),
    readQuotes(context, programme, { codings, bound, each: 'statement', most: mostQuotes + 1 }),
    database.rows<SkillEvidence['recommendations'][number]>(recommended, named),
    isInvented(context, programme),
  ]);
  return {
    ...{ programme, skill, floor: k, heard: publicHeard(heard, k), sessions: heard.coded },
    codes: codes.map(({ labels }) => JSON.parse(labels) as Localized),
    quotes: quotes.slice(0, mostQuotes).map(({ coding: _, ...quote }) => quote),
    more: quotes.length > mostQuotes,
    ...{ recommendations, invented },
  };
}

/** Accepted, and resting on what was said about the skill. */
const recommended = `
  SELECT title, text, decided_on::VARCHAR AS "decidedOn" FROM recommendation
  WHERE programme = $programme AND state = 'accepted' AND id IN (
    SELECT support.recommendation FROM recommendation_support support
    JOIN coding ON coding.id = support.coding AND ${ofSkill})
  ORDER BY decided_on DESC, title`;

type Counted = Heard & { readonly coded: number };

/** Fewer statements than the floor would tell of fewer people: both are told, or neither. */
export function publicHeard({ statements, participants, sessions }: Heard, k: number): SkillEvidence['heard'] {
  const isTold = participants >= k || statements === 0;
  return { statements: isTold ? statements : null, participants: isTold ? participants : null, sessions };
}

async function readHeard({ database }: EvidenceContext, bound: Record<string, string | null>): Promise<Counted> {
  const [row] = await database.rows<Counted>(
    `WITH ${saidSteps(ofSkill)}
     SELECT count(DISTINCT statement)::INTEGER AS statements,
       (count(DISTINCT speaker) FILTER (speaker % 64 > 0))::INTEGER AS participants,
       count(DISTINCT speaker // 64)::INTEGER AS sessions,
       (SELECT count(DISTINCT session) FROM (${effective}))::INTEGER AS coded
     FROM said`,
    bound,
  );
  return row ?? { ...nothing, coded: 0 };
}

interface SkillRow {
  readonly it: string;
  readonly en: string;
  readonly area: string;
  readonly framework: string | null;
  readonly version: string | null;
  readonly ref: string | null;
}

async function readSkill(
  { database, registry }: EvidenceContext,
  programme: string,
  key: string,
): Promise<SkillEvidence['skill']> {
  const { skillAreas } = registry.programme(programme);
  const [row] = await database.rows<SkillRow>(
    `SELECT label_it AS it, label_en AS en, area, framework, framework_version AS version, framework_ref AS ref
     FROM skill WHERE programme = $programme AND key = $key`,
    { programme, key },
  );
  if (row === undefined) throw new Problem('not_found', { value: key });
  const { it, en, area, framework, version, ref } = row;
  return {
    ...{ key, label: { it, en }, area: skillAreas.find((one) => one.key === area)?.label ?? null },
    framework: framework === null ? null : { id: framework, version: version ?? '', ref: ref ?? '' },
  };
}
