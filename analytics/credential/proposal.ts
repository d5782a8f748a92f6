/** Which microcredentials needs and focus groups ask for: by area, three skills at most in one. */
import type { Localized } from '../../survey/contract.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { CredentialProposal, EvidenceService, ProposalReason } from '../contract.ts';
import { isUpper, variableOf, type Published } from './curriculum.ts';
import { rankedShares } from './ranked.ts';

const most = { skills: 3, proposals: 8 } as const;

type Needed = Omit<ProposalReason, 'participants' | 'codes'>;

/** Skills that surely stand in the upper half of a survey, each with its best place; best first. */
export function neededSkills(analytics: Published, entries: readonly SurveyEntry[]): Needed[] {
  const all = entries.flatMap(({ compiled }) => {
    const variable = variableOf(compiled, 'need');
    if (variable === undefined) return [];
    const envelope = analytics.estimate(compiled.id, { variable: variable.name });
    const ranked = rankedShares(envelope, envelope.rows, variable);
    const { figure, rows } = ranked;
    if (figure === null) return [];
    return rows.flatMap((row) => {
      const { code: skill, label, estimate, places } = row;
      if (places === null || estimate === null || !isUpper(row, ranked)) return [];
      return [{ skill, label, need: { survey: compiled.id, figure, estimate, places, among: rows.length } }];
    });
  });
  const best = all.toSorted(byNeed);
  return best.filter(({ skill }, at) => best.findIndex((one) => one.skill === skill) === at);
}

/** Skills that enough people in focus groups spoke of to be told, and that no survey puts high. */
export async function spokenSkills(
  evidence: Pick<EvidenceService, 'programme'>,
  programme: string,
  needed: readonly Needed[],
): Promise<Needed[]> {
  const known = new Set(needed.map(({ skill }) => skill));
  const { skills } = await evidence.programme(programme);
  return skills
    .filter(({ key, heard }) => (heard.participants ?? 0) > 0 && !known.has(key))
    .toSorted((one, other) => (other.heard.participants ?? 0) - (one.heard.participants ?? 0))
    .map(({ key, label }) => ({ skill: key, label, need: null }));
}

/** What focus groups said of a skill, as anybody may read it. */
export async function heardOf(evidence: Pick<EvidenceService, 'skill'>, programme: string, skill: string) {
  const { heard, codes } = await evidence.skill(programme, skill);
  return { participants: heard.participants, codes };
}

/** @param area  of each skill; skills without one are proposed by themselves */
export function proposalsOf(
  reasons: readonly ProposalReason[],
  area: ReadonlyMap<string, Localized>,
): CredentialProposal[] {
  const groups = Map.groupBy(reasons, ({ skill }) => area.get(skill)?.en ?? skill);
  const parts = [...groups.values()].flatMap((own) => chunks(own, most.skills));
  return parts
    .toSorted(([one], [other]) => byNeed(one!, other!))
    .slice(0, most.proposals)
    .map((own) => proposalOf(own, area.get(own[0]!.skill) ?? own[0]!.label));
}

/** Best place first, then the larger share; what no survey puts high comes last, in the order that it had. */
function byNeed({ need: one }: Pick<ProposalReason, 'need'>, { need: other }: Pick<ProposalReason, 'need'>): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.places.from - other.places.from || other.estimate - one.estimate;
}

/** What a person has to write is left out: nobody else knows outcomes, workload, level or who awards it. */
function proposalOf(reasons: readonly ProposalReason[], area: Localized): CredentialProposal {
  const title = (language: 'it' | 'en') => reasons.map(({ label }) => label[language]).join(', ');
  const figures = [...new Set(reasons.flatMap(({ need }) => need?.figure ?? []))];
  const codes = [...new Set(reasons.flatMap((reason) => reason.codes.map(({ it }) => it)))];
  return {
    key: keyOf(reasons),
    ...{ area, reasons },
    draft: {
      title: { it: title('it'), en: title('en') },
      skills: reasons.map(({ skill }) => skill),
      ...{ esco: [], prerequisites: null, supervision: null, stacking: 'stackable', more: null },
      evidence: { figures, codes: codes.slice(0, 40) },
    },
  };
}

const keyOf = (reasons: readonly ProposalReason[]): string =>
  reasons
    .map(({ skill }) => skill.toLowerCase().replaceAll('_', '-'))
    .join('-')
    .slice(0, 60)
    .replace(/-$/, '');

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
