/** Texts of a project as sessions: ours taken apart as they were put together, those of other programs by paragraph. */
import type { z } from 'zod';
import { Participant, Pass, SessionPlan, StatementChange, type RespondentLanguage } from '../contract.ts';
import { readFacts, type Facts } from './facts.ts';
import { says, type FileFault } from './fault.ts';
import { keptGuid } from './guid.ts';
import type { FinishedPass, IncomingSession, OutgoingStatement } from './material.ts';
import { foreignSession } from './paragraph.ts';
import { cut, pointsOf } from './point.ts';
import type { QdaProject, QdaSelection, QdaSource } from './shape.ts';
import { byName } from './variable.ts';

/** What a file of another program does not tell of a session. */
export interface SessionDefaults {
  readonly territory: string;
  readonly language: RespondentLanguage;
  readonly place: string;
  readonly day: string;
}

export function sessionsOf(project: QdaProject, defaults: SessionDefaults, faults: FileFault[]): IncomingSession[] {
  const notes = new Map(project.notes.map(({ guid, text }) => [guid, text]));
  return project.sources.map((source, index) => {
    const path = `Project/Sources/TextSource[${index + 1}]`;
    return isOurs(source)
      ? ownSession(source, { ...project, notes }, path, faults)
      : foreignSession(source, defaults, path, faults);
  });
}

const isOurs = ({ values }: QdaSource) => {
  const { heldOn, territory } = byName(values);
  return heldOn !== undefined && territory !== undefined;
};

type Coding = IncomingSession['codings'][number];

/** The project with its notes by identifier. */
type Around = Omit<QdaProject, 'notes'> & { readonly notes: ReadonlyMap<string, string> };

function ownSession(source: QdaSource, project: Around, path: string, faults: FileFault[]): IncomingSession {
  const points = pointsOf(source.text);
  const { facts } = readFacts(source.description);
  const marked = source.selections.map((selection, index) => ({
    ...{ selection, facts: readFacts(selection.description).facts },
    path: `${path}/PlainTextSelection[${index + 1}]`,
  }));
  const said = marked.filter(({ facts: own }) => own.kind !== undefined);
  const statements = said.map((one) => statementOf(one, points, project, faults));
  const spans = said.map(({ selection }) => selection);
  return {
    ...planOf(source, path, faults),
    ...{ id: keptGuid(source.guid), path },
    guide: Number(byName(source.values).guide ?? '') || null,
    people: peopleOf(source, project, path, faults),
    statements,
    codings: marked.flatMap((one) => codingsOf(one, spans, points, faults)),
    passes: (['first', 'second'] as const).flatMap((pass): FinishedPass[] => {
      const coder = facts[pass];
      return coder === undefined ? [] : [{ pass, coder }];
    }),
  };
}

function planOf({ name, values }: QdaSource, path: string, faults: FileFault[]): SessionPlan {
  const { heldOn, place, territory, language, groups } = byName(values);
  const given = { title: name, heldOn, place, territory, language, groups: groups?.split(';') ?? [] };
  const parsed = SessionPlan.safeParse(given);
  if (parsed.success) return parsed.data;
  tellIssues(parsed.error, path, faults);
  return given as SessionPlan;
}

/** The values that do not fit, each by the name under which the file has it. */
function tellIssues({ issues }: z.ZodError, path: string, faults: FileFault[]): void {
  for (const { path: where } of issues)
    faults.push({ path: `${path}#${String(where[0] ?? '')}`, code: 'invalid', says: says.value });
}

const Person = Participant.omit({ revision: true });

function peopleOf({ guid }: QdaSource, { cases }: Around, path: string, faults: FileFault[]) {
  return cases
    .filter(({ sources }) => sources.includes(guid))
    .flatMap(({ values }) => {
      const { number, role, group, takesPart, mayQuote, withdrawnOn } = byName(values);
      const consents = { takesPart: takesPart === 'true', mayQuote: mayQuote === 'true' };
      const person = { number: Number(number), role, group: group ?? null, ...consents };
      const parsed = Person.safeParse({ ...person, withdrawnOn: withdrawnOn ?? null });
      if (parsed.success) return [parsed.data];
      tellIssues(parsed.error, `${path}/Case`, faults);
      return [];
    });
}

interface Marked {
  readonly selection: QdaSelection;
  readonly facts: Facts;
  readonly path: string;
}

const Said = StatementChange.omit({ revision: true });

function statementOf(
  { selection, facts, path }: Marked,
  points: readonly string[],
  { notes }: Around,
  faults: FileFault[],
): OutgoingStatement {
  const translation = selection.notes.map((guid) => notes.get(guid)).find((text) => text !== undefined);
  const given = {
    ...{ place: Number(facts.place), topic: facts.topic ?? null, kind: facts.kind, language: facts.language },
    participant: facts.participant === undefined ? null : Number(facts.participant),
    text: facts.words === 'none' ? '' : cut(points, selection.start, selection.stop),
    ...{ translation: translation ?? null, translator: facts.translator ?? null },
  };
  const parsed = Said.safeParse(given);
  if (!parsed.success) tellIssues(parsed.error, path, faults);
  const statement = parsed.success ? parsed.data : (given as z.infer<typeof Said>);
  return { ...statement, id: keptGuid(selection.guid), cleared: facts.cleared === 'true' };
}

/** Codings of one selection, on the statement in which it lies. */
function codingsOf(
  { selection, facts, path }: Marked,
  said: readonly QdaSelection[],
  points: readonly string[],
  faults: FileFault[],
): Coding[] {
  const { start, stop, codings } = selection;
  if (codings.length === 0) return [];
  const around = said.find((one) => one.start <= start && stop <= one.stop);
  if (!around) {
    faults.push({ path, code: 'invalid', says: says.across });
    return [];
  }
  const span = { start: start - around.start, stop: stop - around.start };
  const pass = Pass.safeParse(facts.pass).data ?? 'first';
  return codings.map(({ guid, code, user, at }) => ({
    ...{ id: keptGuid(guid), statement: keptGuid(around.guid), code: keptGuid(code), ...span, pass },
    ...{ coder: user, quote: cut(points, start, stop), madeOn: at?.slice(0, 10) ?? '' },
  }));
}
