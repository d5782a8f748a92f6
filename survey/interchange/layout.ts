/**
 * A session as one text: a statement after the other, each with who said it before it. Where each stands is told by a
 * selection, so that the text can be taken apart again.
 */
import { withFacts, type Facts } from './facts.ts';
import { derivedGuid } from './guid.ts';
import type { OutgoingDecision, OutgoingSession, OutgoingStatement, StatementCoding } from './material.ts';
import { cut, pointsOf } from './point.ts';
import type { QdaNote, QdaSelection } from './shape.ts';

/** What stands for a statement without words: a silence. */
export const wordless = '[…]';

export interface LaidOut {
  readonly text: string;
  readonly selections: readonly QdaSelection[];
  readonly notes: readonly QdaNote[];
}

interface Laid {
  readonly statement: OutgoingStatement;
  readonly points: readonly string[];
  readonly start: number;
}

/**
 * @param userOf  the identifier of a coder in the file
 * @param labels  what codes are called
 */
export function layOut(
  { statements, codings, decisions }: OutgoingSession,
  userOf: (coder: string) => string,
  labels: ReadonlyMap<string, string>,
): LaidOut {
  const parts: string[] = [];
  let at = 0;
  const laid = statements.map((statement): Laid => {
    const before = `${parts.length === 0 ? '' : '\n\n'}${whoSaid(statement)}`;
    const text = statement.text === '' ? wordless : statement.text;
    const [start, points] = [at + pointsOf(before).length, pointsOf(text)];
    parts.push(before + text);
    at = start + points.length;
    return { statement, points, start };
  });
  const byStatement = Map.groupBy(codings, ({ statement }) => statement);
  return {
    text: parts.join(''),
    selections: laid.flatMap((one) => [
      statementSelection(one),
      ...codedSelections(one, byStatement.get(one.statement.id) ?? [], userOf),
      ...decisions.filter(({ statement }) => statement === one.statement.id).map((each) => decidedOn(one, each)),
    ]),
    notes: [...statements.flatMap(translationNote), ...decisions.map((each) => decisionNote(each, labels))],
  };
}

const whoSaid = ({ participant }: OutgoingStatement): string => (participant === null ? '' : `P${participant}: `);

/** The place in the order, whole or not, is kept as it is. */
function statementSelection({ statement, points, start }: Laid): QdaSelection {
  const { id, kind, language, participant, topic, place, translator, cleared, text, translation } = statement;
  const facts = {
    ...{ kind, language, place: String(place) },
    ...(participant !== null && { participant: String(participant) }),
    ...(topic !== null && { topic }),
    ...(translator !== null && { translator }),
    ...(cleared && { cleared: 'true' }),
    ...(text === '' && { words: 'none' }),
  } satisfies Facts;
  return {
    ...{ guid: id, name: [participant === null ? '' : `P${participant}`, kind].join(' ').trim() },
    ...{ start, stop: start + points.length, description: withFacts('', facts), codings: [] },
    notes: translation === null ? [] : [noteGuid(id)],
  };
}

const noteGuid = (statement: string) => derivedGuid('translation', statement);

function translationNote({ id, translation }: OutgoingStatement): QdaNote[] {
  return translation === null ? [] : [{ guid: noteGuid(id), name: 'translation', text: translation }];
}

const decisionGuid = (of: string, { statement, start, stop }: OutgoingDecision) =>
  derivedGuid(of, statement, String(start), String(stop));

/** The words about which two coders differed, with the decision as a note. */
const decidedOn = ({ points, start }: Laid, decision: OutgoingDecision): QdaSelection => ({
  ...{ guid: decisionGuid('decided', decision), name: cut(points, decision.start, decision.stop) },
  ...{ start: start + decision.start, stop: start + decision.stop, description: '', codings: [] },
  notes: [decisionGuid('decision', decision)],
});

/** Why, and which codes stay. */
function decisionNote(decision: OutgoingDecision, labels: ReadonlyMap<string, string>): QdaNote {
  const codes = decision.codes.map((code) => labels.get(code) ?? code).join('; ');
  return { guid: decisionGuid('decision', decision), name: 'decision', text: withFacts(decision.reason, { codes }) };
}

/** Codings of the same words in the same pass share a selection, as programs for analysis have it. */
function codedSelections(
  { statement, points, start }: Laid,
  codings: readonly StatementCoding[],
  userOf: (coder: string) => string,
): QdaSelection[] {
  const groups = Map.groupBy(codings, keyOf);
  return [...groups].map(([key, some]) => {
    const [{ start: from, stop: to, pass }] = some as [StatementCoding];
    return {
      ...{ guid: derivedGuid('selection', statement.id, key), name: cut(points, from, to) },
      ...{ start: start + from, stop: start + to, description: withFacts('', { pass }), notes: [] },
      codings: some.map(({ id, code, coder, madeOn }) => ({
        ...{ guid: id, code, user: userOf(coder), at: `${madeOn}T00:00:00Z` },
      })),
    };
  });
}

const keyOf = ({ start, stop, pass }: StatementCoding): string => JSON.stringify([start, stop, pass]);
