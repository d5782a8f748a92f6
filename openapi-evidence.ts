/** The calls about what focus groups give as evidence. */
import { z } from 'zod';
import { CodePairs, CodesByGroup, Saturation, SkillEvidence } from './analytics/contract.ts';
import { json, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';

const programme = z.object({ programme: z.string().meta({ example: 'moral' }) });
const skill = programme.extend({ skill: z.string().meta({ example: 'life_collaboration' }) });
const ofReading = ['storage_unavailable', 'query_too_slow'] as const satisfies readonly ProblemCode[];

function ofStaff(id: string, summary: string, schema: z.ZodType): { get: Call } {
  return {
    get: {
      ...{ id, summary, path: programme, staff: true },
      description: 'Of the sessions within reach: a moderator’s own, those in the scope of a coder or an analyst.',
      answers: { 200: { description: 'The counts', content: json(schema) } },
      problems: ['sign_in_needed', ...ofPath, ...ofReading],
    },
  };
}

export const evidenceCalls: Readonly<Record<string, { get: Call }>> = {
  '/api/programmes/{programme}/skills/{skill}/evidence': {
    get: {
      id: 'getSkillEvidence',
      summary: 'Consented quotes about a skill, and how many people said it in how many focus groups',
      description:
        'Counted apart from the answers of surveys and never added to them. `statements` and `participants` are null where fewer than `floor` people said it.',
      path: skill,
      answers: { 200: { description: 'Quotes and counts', content: json(SkillEvidence) } },
      problems: [...ofPath, ...ofReading],
    },
  },
  '/api/evidence/{programme}/groups': ofStaff('getCodesByGroup', 'Codes by target group', CodesByGroup),
  '/api/evidence/{programme}/pairs': ofStaff('getCodePairs', 'Codes given to the same statement', CodePairs),
  '/api/evidence/{programme}/saturation': ofStaff(
    'getSaturation',
    'New codes by session, in the order of their days',
    Saturation,
  ),
};
