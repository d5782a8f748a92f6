/** What staff do with a survey once it is published, and what its pilot and its respondents tell. */
import { demand, may, type Person } from '../../access.ts';
import { say } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';
import type { Obstacle, PilotMarks, Progress, RepairList, StateReport, StateRequest } from './contract.ts';
import { actionsFrom, nextState, readSteps, step } from './life.ts';
import { lastSteps, readRepairs, type Counts } from './pilot.ts';
import { askedQuestions } from './reading.ts';
import type { InstrumentOptions } from './service.ts';
import { sheetFindings, sheetOf } from './sheet.ts';
import { missingStrings } from './string.ts';

export interface SurveyLifeService {
  /** @throws Problem `sign_in_needed`, `not_found` */
  state(person: Person | null, survey: string): Promise<StateReport>;
  /** @throws Problem `survey_incomplete` with what is missing, `step_not_possible`, `sign_in_needed`, `not_found` */
  step(person: Person | null, survey: string, action: StateRequest['action']): Promise<StateReport>;
  /** @throws Problem `sign_in_needed`, `not_found` */
  repairs(person: Person | null, survey: string): Promise<RepairList>;
  /** From anybody, during the pilot alone. @throws Problem `not_piloting`, `malformed`, `version_unknown`, `not_found` */
  mark(survey: string, marks: PilotMarks): Promise<void>;
  /** From anybody: a page was reached. @throws Problem `malformed`, `version_unknown`, `not_found` */
  reach(survey: string, progress: Progress): void;
}

export type SurveyLifeOptions = Pick<InstrumentOptions, 'database' | 'registry' | 'today' | 'record' | 'changed'> & {
  readonly counts: Counts;
  /** accepted answers that count */
  readonly total: (survey: string) => number;
};

export function createSurveyLife(options: SurveyLifeOptions): SurveyLifeService {
  const { database, registry, counts, today, record, changed, total } = options;
  const entered = (person: Person | null, action: 'survey.manage' | 'survey.watch', survey: string): SurveyEntry => {
    // nobody learns by the answer whether the survey is there
    const entry = registry.find(survey);
    demand(person, action, entry ? { programme: entry.compiled.programme } : {}, survey);
    return registry.entry(survey);
  };
  const report = async (person: Person | null, survey: string): Promise<StateReport> => {
    const entry = registry.entry(survey);
    const { state } = entry.life;
    const leads = may(person, 'survey.manage', { programme: entry.compiled.programme });
    const actions = leads ? actionsFrom(state, total(survey)) : [];
    return { survey, state, steps: await readSteps(database, survey), actions, obstacles: obstaclesOf(entry) };
  };
  return {
    state: async (person, survey) => {
      entered(person, 'survey.watch', survey);
      return report(person, survey);
    },
    step: async (person, survey, action) => {
      const entry = entered(person, 'survey.manage', survey);
      if (action !== 'close') refuseIncomplete(entry);
      const wiped = await database.write(async (tx) => {
        const { programme } = entry.compiled;
        // read here: two administrators may have pressed at once
        const held = (await readSteps(tx, survey)).at(-1)?.state ?? 'open';
        const to = nextState(held, action, total(survey));
        const count = await step(tx, survey, to, { on: today(), by: person!.name });
        await record(tx, { who: person!.id, action: 'survey.state', programme, object: survey, detail: { state: to } });
        return count;
      });
      await changed();
      return { ...(await report(person, survey)), wiped };
    },
    repairs: async (person, survey) => {
      const { compiled, definition } = entered(person, 'survey.watch', survey);
      await counts.flush();
      return readRepairs(database, survey, compiled.version, definition);
    },
    mark: async (survey, { version, marks }) => {
      const { life, definition } = publicEntry(registry, survey, version);
      if (life.state !== 'pilot') throw new Problem('not_piloting', { value: survey });
      const known = new Set(askedQuestions(definition).map(({ question }) => question.name));
      refuseUnknown(
        marks.map(({ question }) => question),
        known,
      );
      for (const mark of marks) counts.mark(survey, version, mark);
      await counts.flush();
    },
    reach: (survey, { version, page }) => {
      const { definition } = publicEntry(registry, survey, version);
      refuseUnknown([page], new Set([...definition.pages.map(({ name }) => name), ...lastSteps]));
      counts.reach(survey, version, page);
    },
  };
}

/** The survey with the version that is in use: marks of an older one are about questions that changed. */
function publicEntry(registry: Registry, survey: string, version: number): SurveyEntry {
  const entry = registry.entry(survey);
  if (entry.life.state === 'draft') throw new Problem('not_found', { value: survey });
  if (entry.compiled.version === version) return entry;
  throw new Problem('version_unknown', { survey, value: version, known: entry.compiled.version });
}

function refuseUnknown(names: readonly string[], known: ReadonlySet<string>): void {
  const wrong = names.find((name) => !known.has(name));
  if (wrong === undefined) return;
  throw new Problem('malformed', { reason: { it: `«${wrong}» non c’è`, en: `there is no "${wrong}"` } });
}

const sheetFaults = ({ settings, notice, languages }: SurveyEntry) =>
  sheetFindings(sheetOf(settings, notice.text), languages, null);

/** A version that came with its programme was not held against the list of texts, which is no reason to stop it now. */
function obstaclesOf(entry: SurveyEntry): Obstacle[] {
  const asked = askedQuestions(entry.definition);
  const texts = missingStrings(entry.definition, entry.languages);
  return [
    ...sheetFaults(entry).map((fault) => ({ ...fault, question: null })),
    ...texts.map((one) => ({
      ...one,
      severity: 'warning' as const,
      question: asked.findLast(({ path }) => one.path.startsWith(path))?.question.name ?? null,
    })),
  ];
}

/** @throws Problem `survey_incomplete` */
function refuseIncomplete(entry: SurveyEntry): void {
  const faults = sheetFaults(entry);
  if (faults.length === 0) return;
  throw new Problem(
    'survey_incomplete',
    { value: entry.compiled.id, count: faults.length },
    {
      errors: (language) =>
        faults.map(({ path, code, message }) => ({
          path: path.replace('sheet.', ''),
          code,
          message: say(message, language),
        })),
    },
  );
}
