/** The calls about plans of training. */
import { z } from 'zod';
import {
  EnrolmentImport,
  EnrolmentOutcome,
  EvidenceAdded,
  ExcuseSet,
  FollowUp,
  HeardGroup,
  LineChanged,
  LinesAdded,
  Missing,
  NewComment,
  NewPlan,
  Plan,
  PlanChange,
  PlanComment,
  PlanCopy,
  PlanEffect,
  PlanHead,
  PlanProposal,
  PlanProposalOrNone,
  PlanStep,
  ProposalOrder,
  ResolvedEvidence,
  Served,
} from './analytics/contract.ts';
import { json, ofBody, ofPath, type Call } from './openapi-operation.ts';
import type { ProblemCode } from './problem.ts';

const programme = z.object({ programme: z.string().meta({ example: 'basilicata' }) });
const plan = z.object({ id: z.uuid() });
const line = plan.extend({ line: z.uuid() });
const ofStaff = ['sign_in_needed', ...ofPath, 'storage_unavailable'] as const satisfies readonly ProblemCode[];
const ofWriting = [...ofStaff, ...ofBody] as const satisfies readonly ProblemCode[];
const ofChange = [...ofWriting, 'revision_conflict', 'plan_state'] as const satisfies readonly ProblemCode[];
const revision = z.object({ revision: z.int().min(1).meta({ description: 'The revision that was read.' }) });
const query = z.object({
  course: z.string(),
  place: z.string().meta({ description: '`level:code`' }),
  km: z.number().min(0).max(200).optional().meta({ description: "In a straight line; the plan's unless told." }),
  seats: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Of the edition; as many as the course usually has unless told.' }),
});

type Calls = Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Call>>>;

/** A reading by staff. */
const reading = (id: string, summary: string, schema: z.ZodType, more: Partial<Call> = {}): Call => ({
  ...{ id, summary, path: plan, staff: true, problems: ofStaff },
  answers: { 200: { description: summary, content: json(schema) } },
  ...more,
});

/** A change that names the revision it was made on; it answers with the plan. */
const change = (
  id: string,
  summary: string,
  body: z.ZodType,
  more: readonly ProblemCode[] = [],
  path = plan,
): Call => ({
  ...{ id, summary, path, staff: true, body, problems: [...ofChange, ...more] },
  answers: { 200: { description: 'The plan', content: json(Plan) } },
});

const making = (call: Call): Call => ({
  ...call,
  answers: { 201: { description: 'The plan', content: json(Plan) } },
});

export const planCalls: Readonly<Record<string, Calls>> = {
  '/api/programmes/{programme}/plans': {
    get: reading(
      'listPlans',
      'Plans within reach: drafts for whoever plans, partners see what is shared',
      z.array(PlanHead),
      {
        path: programme,
      },
    ),
    post: {
      ...making(change('beginPlan', 'Begins a plan against the demand of a survey', NewPlan)),
      path: programme,
      problems: [...ofWriting, 'unknown_parameter', 'unknown_reference'],
    },
  },
  '/api/plans/{id}': {
    get: reading('getPlan', 'A plan with its lines; an approved one as it was approved', Plan),
    put: change('changePlan', 'Title, budget, take-up, period, territory', PlanChange, ['unknown_reference']),
    delete: {
      ...{ id: 'removePlan', summary: 'Throws a draft away', path: plan, query: revision, staff: true },
      answers: { 204: { description: 'Gone' } },
      problems: [...ofStaff, 'revision_conflict', 'plan_state'],
    },
  },
  '/api/plans/{id}/copies': {
    post: {
      ...making(change('copyPlan', 'Another scenario, or the next version of an approved plan', PlanCopy)),
      problems: [...ofWriting, 'plan_state', 'plan_newer'],
    },
  },
  '/api/plans/{id}/steps': {
    post: change('stepPlan', 'Shares a plan, takes it back, approves it', PlanStep, ['plan_incomplete']),
  },
  '/api/plans/{id}/lines': {
    post: making(
      change('addPlanLines', 'Adds editions, each with the figures that it rests on', LinesAdded, [
        'unknown_reference',
        'plan_place',
      ]),
    ),
  },
  '/api/plans/{id}/lines/{line}': {
    put: change(
      'changePlanLine',
      'Moves a line, or makes it another size',
      LineChanged,
      ['unknown_reference', 'plan_place'],
      line,
    ),
    delete: {
      ...{ id: 'removePlanLine', summary: 'Takes a line out', path: line, query: revision, staff: true },
      answers: { 200: { description: 'The plan', content: json(Plan) } },
      problems: [...ofStaff, 'revision_conflict', 'plan_state'],
    },
  },
  '/api/plans/{id}/lines/{line}/evidence': {
    get: reading(
      'offerEvidence',
      'Quotes and recommendations that a line may rest on besides',
      z.array(ResolvedEvidence),
      {
        path: line,
      },
    ),
    post: change(
      'addEvidence',
      'Lets a line rest on a quote or a recommendation',
      EvidenceAdded,
      ['unknown_reference'],
      line,
    ),
  },
  '/api/plans/{id}/excuses/{group}': {
    put: change(
      'excuseGroup',
      'Why a group is planned for though nobody heard it; an empty reason takes the excuse back',
      ExcuseSet,
      [],
      plan.extend({ group: z.string() }),
    ),
  },
  '/api/plans/{id}/effect': {
    get: reading(
      'getPlanEffect',
      'Cost, seats and coverage, from published figures; of an approved plan those approved',
      PlanEffect,
    ),
  },
  '/api/plans/{id}/evidence': {
    get: reading(
      'getPlanEvidence',
      'What each line rests on, as it stands now: what was withdrawn says so',
      z.array(z.object({ number: z.int(), evidence: z.array(ResolvedEvidence) })),
    ),
  },
  '/api/plans/{id}/missing': {
    get: reading(
      'getPlanMissing',
      'What keeps a plan from being approved, and how each group was heard',
      z.object({ missing: Missing, groups: z.array(HeardGroup) }),
    ),
  },
  '/api/plans/{id}/served': {
    get: reading('getPlanServed', 'Whom an edition at a place would serve within a distance', Served, {
      ...{ query, problems: [...ofStaff, 'unknown_reference'] },
    }),
  },
  '/api/plans/{id}/proposal': {
    get: reading(
      'getProposal',
      'The newest proposal for a plan, as far as it is; null before the first',
      PlanProposalOrNone,
    ),
    post: {
      ...{ id: 'propose', summary: 'Asks for a proposal of editions; it is computed beside the server', path: plan },
      ...{ body: ProposalOrder, staff: true, problems: [...ofWriting, 'plan_state', 'unknown_parameter'] },
      answers: { 202: { description: 'It waits or runs; read it again', content: json(PlanProposal) } },
    },
    delete: {
      ...{ id: 'stopProposal', summary: 'Ends a proposal with the best so far', path: plan, staff: true },
      answers: { 200: { description: 'The proposal', content: json(PlanProposalOrNone) } },
      problems: ofStaff,
    },
  },
  '/api/plans/{id}/comments': {
    get: reading('listPlanComments', 'Remarks on a plan, the first one first', z.array(PlanComment)),
    post: {
      ...{ id: 'commentPlan', summary: 'Remarks on a shared plan or on one of its lines', path: plan, staff: true },
      ...{ body: NewComment, problems: [...ofWriting, 'plan_state'] },
      answers: { 201: { description: 'All remarks', content: json(z.array(PlanComment)) } },
    },
  },
  '/api/plans/{id}/enrolments': {
    get: reading('getPlanFollowUp', 'Planned, enrolled and completed, held against the places needed', FollowUp, {
      problems: [...ofStaff, 'plan_state'],
    }),
    post: {
      ...{ id: 'bringEnrolments', summary: 'Brings in enrolments of an approved plan, all rows or none', path: plan },
      ...{ query: EnrolmentImport.partial(), staff: true, bodyType: 'text/csv' },
      body: z.string().meta({ description: 'UTF-8, first row `line,group,planned,enrolled,completed`.' }),
      answers: { 200: { description: 'What it holds', content: json(EnrolmentOutcome) } },
      problems: [...ofWriting, 'plan_state', 'invalid_rows'],
    },
  },
};
