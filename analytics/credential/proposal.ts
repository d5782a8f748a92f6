/** Which microcredentials the needs ask for: skills near the top of a survey's order, by area, three at most in one. */
import type { Localized } from '../../survey/contract.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { CredentialProposal, EvidenceService, ProposalReason } from '../contract.ts';
import { variableOf, type Published } from './curriculum.ts';
import { rankedShares } from './ranked.ts';

/** A skill that may be among so many first ones of a survey is worth a proposal. */
const first = 5;
const most = { skills: 3, proposals: 8 } as const;

/** Skills that may be among the first of a survey, each with its best place; best first. */
export function neededSkills(
  analytics: Published,
  entries: readonly SurveyEntry[],
): Omit<ProposalReason, 'participants' | 'codes'>[] {
  // prettier-ignore
  const all = entries.flatMap(({ compiled }) => {
    const need = variableOf(compiled, 'need');
    if (need === undefined) return [];
    const envelope = analytics.estimate(compiled.id, { variable: need.name });
    const { figure, rows } = rankedShares(envelope, envelope.rows, need);
    if (figure === null) return [];
    return rows.flatMap(({ code, label, estimate, places }) =>
      places === null || estimate === null || places.from > first
        ? []
        : [{ skill: code, label, survey: compiled.id, figure, estimate, places, among: rows.length }],
    );
  });
  const best = all.toSorted((one, other) => one.places.from - other.places.from || other.estimate - one.estimate);
  return best.filter(({ skill }, at) => best.findIndex((one) => one.skill === skill) === at);
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
  const best = (own: readonly ProposalReason[]) => Math.min(...own.map(({ places }) => places.from));
  return parts
    .toSorted((one, other) => best(one) - best(other) || other[0]!.estimate - one[0]!.estimate)
    .slice(0, most.proposals)
    .map((own) => proposalOf(own, area.get(own[0]!.skill) ?? own[0]!.label));
}

/** What a person has to write is left out: nobody else knows outcomes, workload, level or who awards it. */
function proposalOf(reasons: readonly ProposalReason[], area: Localized): CredentialProposal {
  const title = (language: 'it' | 'en') => reasons.map(({ label }) => label[language]).join(', ');
  const figures = [...new Set(reasons.map(({ figure }) => figure))];
  const codes = [...new Set(reasons.flatMap((reason) => reason.codes.map(({ it }) => it)))];
  return {
    key: reasons
      .map(({ skill }) => skill.replaceAll('_', '-'))
      .join('-')
      .slice(0, 60)
      .replace(/-$/, ''),
    ...{ area, reasons },
    draft: {
      title: { it: title('it'), en: title('en') },
      skills: reasons.map(({ skill }) => skill),
      ...{ esco: [], prerequisites: null, supervision: null, stacking: 'stackable', more: null },
      evidence: { figures, codes: codes.slice(0, 40) },
    },
  };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
