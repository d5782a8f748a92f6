/** Evidence of focus groups: every method of staff takes the person first, and asks before it tells. */
import { grantsFor } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { EvidenceService } from '../contract.ts';
import { sessionsFor, type EvidenceContext, type Who } from './context.ts';
import { codesByGroup } from './groups.ts';
import { isInvented } from './invented.ts';
import { codePairs } from './pairs.ts';
import { evidenceOfPlace } from './place.ts';
import { programmeEvidence } from './programme.ts';
import { quoteRecord } from './quote.ts';
import { saturationOf } from './saturation.ts';
import { skillEvidence } from './skill.ts';
import { boundTo } from './steps.ts';
import { passagesOf, supportOf } from './support.ts';

export function createEvidence(context: EvidenceContext): EvidenceService {
  const within = async (who: Who, programme: string) =>
    boundTo(programme, await sessionsFor(context, who, 'code.read', programme));
  return {
    skill: (programme, key) => skillEvidence(context, programme, key),
    quote: (id) => quoteRecord(context, id),
    reaches: async (who, programme, session) => {
      if (who === null || grantsFor(who, 'focus.read').length === 0) return false;
      return (await sessionsFor(context, who, 'focus.read', programme).catch(nowhere)).includes(session);
    },
    heldIn: (programme, territory, most) => evidenceOfPlace(context, programme, territory, most),
    programme: (programme) => programmeEvidence(context, programme),
    invented: (programme) => isInvented(context, programme),
    groups: async (who, programme) => codesByGroup(context, programme, await within(who, programme)),
    pairs: async (who, programme) => codePairs(context, programme, await within(who, programme)),
    saturation: async (who, programme) => saturationOf(context, await within(who, programme)),
    passages: (who, programme, code) => passagesOf(context, who, programme, code),
    support: async (who, programme) => {
      await sessionsFor(context, who, 'recommendation.read', programme);
      return supportOf(context, who, programme);
    },
  };
}

/** Whoever may open none of a programme's sessions. */
function nowhere(reason: unknown): string[] {
  if (reason instanceof Problem && reason.code === 'not_found') return [];
  throw reason;
}
