/** What all focus groups of a programme give, as anybody may read it: counts by skill, quotes, accepted recommendations. */
import type { ProgrammeEvidence } from '../contract.ts';
import type { EvidenceContext } from './context.ts';
import { isInvented } from './invented.ts';
import { readQuotes } from './quotes.ts';
import { publicHeard } from './skill.ts';
import { boundTo, effective, saidSteps } from './steps.ts';

/** Quotes of a report. */
const mostQuotes = 10;

const linked = `SELECT id FROM code
  WHERE programme = $programme AND skill IS NOT NULL AND state IN ('accepted', 'retired')`;

/** @throws Problem not_found for an unknown programme */
export async function programmeEvidence(context: EvidenceContext, programme: string): Promise<ProgrammeEvidence> {
  const { database, registry, k } = context;
  registry.programme(programme);
  const bound = boundTo(programme, null);
  const codings = `SELECT * FROM (${effective}) coding WHERE coding.code IN (${linked})`;
  const [coded, skills, quotes, recommendations, invented] = await Promise.all([
    database.rows<{ sessions: number }>(`SELECT count(DISTINCT session)::INTEGER AS sessions FROM (${effective})`, {
      programme,
    }),
    database.rows<SkillRow>(heardBySkill, bound),
    readQuotes(context, programme, { codings, bound, each: 'statement', most: mostQuotes }),
    database.rows<ProgrammeEvidence['recommendations'][number]>(accepted, { programme }),
    isInvented(context, programme),
  ]);
  return {
    ...{ sessions: coded[0]?.sessions ?? 0, floor: k, recommendations, invented },
    skills: skills.map(({ key, it, en, ...heard }) => ({ key, label: { it, en }, heard: publicHeard(heard, k) })),
    quotes: quotes.map(({ coding: _, ...quote }) => quote),
  };
}

interface SkillRow {
  readonly key: string;
  readonly it: string;
  readonly en: string;
  readonly statements: number;
  readonly participants: number;
  readonly sessions: number;
}

const heardBySkill = `
  WITH ${saidSteps(`coding.code IN (${linked})`)}
  SELECT skill.key, skill.label_it AS it, skill.label_en AS en, count(DISTINCT statement)::INTEGER AS statements,
    (count(DISTINCT speaker) FILTER (speaker % 64 > 0))::INTEGER AS participants,
    count(DISTINCT speaker // 64)::INTEGER AS sessions
  FROM said JOIN code ON code.id = said.code
  JOIN skill ON skill.programme = $programme AND skill.key = code.skill
  GROUP BY ALL ORDER BY sessions DESC, participants DESC, skill.key`;

const accepted = `
  SELECT title, text, decided_on::VARCHAR AS "decidedOn" FROM recommendation
  WHERE programme = $programme AND state = 'accepted' ORDER BY decided_on DESC, title`;
