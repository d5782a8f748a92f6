/** Sessions as a project of the standard: texts, what is coded in them, and participants as cases without a name. */
import { withFacts } from './facts.ts';
import { treeOf } from './from-codes.ts';
import { derivedGuid } from './guid.ts';
import { layOut, type LaidOut } from './layout.ts';
import type { Outgoing, OutgoingSession, RankedTheme } from './material.ts';
import { origin, type QdaCase, type QdaNote, type QdaProject, type QdaSource } from './shape.ts';
import { allVariables, participantVariables, sessionVariables, valuesOf } from './variable.ts';

const atMidnight = (day: string) => `${day}T00:00:00Z`;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** An account's identifier is one of the standard already; another name gets one. */
const userGuid = (coder: string): string => (guid.test(coder) ? coder : derivedGuid('account', coder));

export function projectOf({ name, day, codes, sessions }: Outgoing): QdaProject {
  const labels = new Map(codes.map(({ id, labels: { it } }) => [id, it]));
  const laid = sessions.map((one) => ({ one, out: layOut(one, userGuid, labels) }));
  const coders = sessions.flatMap(({ codings, passes }) => [...codings, ...passes].map(({ coder }) => userGuid(coder)));
  return {
    ...{ name, origin, at: atMidnight(day) },
    users: [...new Set(coders)].sort().map((one, index) => ({ guid: one, name: `C${index + 1}` })),
    codes: treeOf(codes),
    variables: sessions.length === 0 ? [] : allVariables,
    cases: sessions.flatMap(casesOf),
    sources: laid.map(({ one, out }) => sourceOf(one, out)),
    notes: laid.flatMap(({ one, out }) => [...out.notes, ...rankingNote(one)]),
  };
}

const rankingGuid = (session: string) => derivedGuid('ranking', session);

/** What counted most, as the standard has a place for it: a note of the text. */
const rankingNote = ({ session, ranking }: OutgoingSession): QdaNote[] =>
  ranking === null ? [] : [{ guid: rankingGuid(session.id), name: 'ranking', text: ranking.map(lineOf).join('\n') }];

const lineOf = ({ label, points, firsts }: RankedTheme, at: number) =>
  `${at + 1}. ${label} (points: ${points}, firsts: ${firsts})`;

function sourceOf({ session, passes, leftOut, ranking }: OutgoingSession, { text, selections }: LaidOut): QdaSource {
  const facts = {
    ...Object.fromEntries(passes.map(({ pass, coder }) => [pass, userGuid(coder)])),
    ...(leftOut > 0 && { leftOut: String(leftOut) }),
  };
  const values = { ...session, groups: session.groups.length === 0 ? null : session.groups.join(';') };
  return {
    ...{ guid: session.id, name: session.title, description: withFacts('', facts), at: atMidnight(session.heldOn) },
    ...{ text, selections, notes: ranking === null ? [] : [rankingGuid(session.id)] },
    values: valuesOf(sessionVariables, values),
  };
}

function casesOf({ session, statements }: OutgoingSession): QdaCase[] {
  return session.people.map((person) => ({
    guid: derivedGuid('participant', session.id, String(person.number)),
    name: `P${person.number}`,
    values: valuesOf(participantVariables, person),
    sources: [session.id],
    selections: statements.filter(({ participant }) => participant === person.number).map(({ id }) => id),
  }));
}
