/** What needs say about courses to come: a curriculum for everybody, proposals of microcredentials for planners. */
import { demand } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { CredentialService } from '../../survey/contract.ts';
import type { Registry, SurveyEntry } from '../../survey/registry/registry.ts';
import type { AnalyticsService, CurriculumService, EvidenceService } from '../contract.ts';
import { curriculumOf, variableOf } from './curriculum.ts';
import { heardOf, neededSkills, proposalsOf, spokenSkills } from './proposal.ts';

export interface CurriculumOptions {
  readonly analytics: Pick<AnalyticsService, 'estimate'>;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
  readonly evidence: Pick<EvidenceService, 'skill' | 'programme'>;
  readonly credentials: Pick<CredentialService, 'areas' | 'list'>;
}

export function createCurricula({ analytics, registry, evidence, credentials }: CurriculumOptions): CurriculumService {
  const telling = (programme: string) => tellingSurveys(registry, programme);
  return {
    has: (programme) => telling(programme).length > 0,
    async curriculum(programme) {
      // whom the courses are for say how they would learn; people before firms
      const surveys = telling(programme);
      const asksHow = surveys.filter(({ compiled }) => variableOf(compiled, 'mode') !== undefined);
      const isPerson = ({ compiled }: SurveyEntry) => compiled.unit === 'person';
      const entry = asksHow.find(isPerson) ?? asksHow[0] ?? surveys.find(isPerson) ?? surveys[0];
      if (entry === undefined) throw new Problem('not_found', { value: programme });
      return { programme, ...curriculumOf(analytics, entry, await credentials.areas(programme)) };
    },
    async proposals(who, programme) {
      demand(who, 'credential.write', { programme }, programme);
      const published = await credentials.list(programme);
      const covered = new Set(published.flatMap(({ content }) => content.skills));
      const needed = neededSkills(analytics, telling(programme));
      const asked = [...needed, ...(await spokenSkills(evidence, programme, needed))];
      const reasons = await Promise.all(
        asked
          .filter(({ skill }) => !covered.has(skill))
          .map(async (one) => ({ ...one, ...(await heardOf(evidence, programme, one.skill)) })),
      );
      return proposalsOf(reasons, await credentials.areas(programme));
    },
  };
}

/** Surveys of a programme that ask for needs, each instrument in its newest wave. */
function tellingSurveys(registry: CurriculumOptions['registry'], programme: string): SurveyEntry[] {
  registry.programme(programme);
  const asking = registry
    .entries()
    .filter(({ compiled, life }) => compiled.programme === programme && !['draft', 'pilot'].includes(life.state))
    .filter(({ compiled }) => variableOf(compiled, 'need') !== undefined)
    .toSorted((one, other) => one.compiled.wave.localeCompare(other.compiled.wave));
  const isNewest = (entry: SurveyEntry) =>
    asking.findLast(({ compiled }) => compiled.instrument === entry.compiled.instrument) === entry;
  return asking.filter(isNewest);
}
