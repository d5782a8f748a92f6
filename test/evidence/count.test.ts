import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { createEvidence } from '../../analytics/evidence/service.ts';
import type { EvidenceService, Heard } from '../../analytics/contract.ts';
import type { Database } from '../../data/database.server.ts';
import { loadProgramme, readProgramme } from '../../survey/programme/programme.ts';
import { openRegistry } from '../../survey/registry/registry.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { storeFocus, type CodeRow, type FocusRows, type SessionRow } from '../support/focus-rows.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';

let held: TemporaryDatabase;
let database: Database;
let evidence: EvidenceService;

beforeAll(async () => {
  held = await temporaryDatabase();
  database = held.database;
  await loadProgramme(database, await readProgramme(await writeProgramme(smallProgramme())), '2026-01-01');
  const registry = await openRegistry(database);
  evidence = createEvidence({ database, registry, k: 5, record: async () => undefined, looked: async () => undefined });
});
afterAll(() => held.remove());

const scope = { programme: 'small', territory: null, organisation: null };
const analyst: Person = { id: 'analyst', email: '', name: '', grants: [{ role: 'analyst', ...scope }] };

/** Two accepted codes, one of them of English, and one that is retired; what is proposed or refused is not counted. */
const ids = Array.from({ length: 5 }, () => randomUUID());
const [first, second, retired, proposed, refused] = ids as [string, string, string, string, string];
const codes: CodeRow[] = [
  { id: first, skill: 'english' },
  { id: second, parent: first },
  { id: retired, state: 'retired' },
  { id: proposed, state: 'proposed' },
  { id: refused, state: 'refused', skill: 'english' },
];
const counting = [first, second, retired];

const person = (number: number) =>
  fc.record({ group: fc.constantFrom('long_term', 'not_employed', null), takesPart: fc.boolean() }).map((more) => ({
    ...more,
    number,
  }));
const coding = fc.record({
  code: fc.constantFrom(...ids),
  pass: fc.constantFrom('first', 'second', 'final'),
  placed: fc.constantFrom('sure', 'sure', 'moved'),
});
const statement = fc.record({
  participant: fc.constantFrom(1, 2, 3, null),
  removed: fc.nat(9).map((one) => one === 0),
  codings: fc.array(coding, { maxLength: 3 }),
});
const session: fc.Arbitrary<SessionRow> = fc.record({
  heldOn: fc.constantFrom('2026-03-01', '2026-03-02', '2026-04-01'),
  people: fc.tuple(person(1), person(2), person(3)),
  statements: fc.array(statement, { maxLength: 8 }),
});
const focus = fc
  .array(session, { maxLength: 4 })
  .map((sessions): FocusRows => ({ programme: 'small', sessions, codes }));

/** What was said, one entry a statement and code, by the plainest reading of the rules. */
interface Said {
  readonly code: string;
  readonly statement: string;
  readonly session: number;
  readonly speaker: string | null;
  readonly group: string;
}

function saidIn({ sessions }: FocusRows): Said[] {
  return sessions.flatMap(({ people, statements }, session) => {
    const decided = statements.some(({ codings }) => codings.some(({ pass }) => pass === 'final'));
    const counts = decided ? 'final' : 'first';
    return statements.flatMap(({ participant, removed, codings }, at) => {
      const who = people.find(({ number }) => number === participant);
      if (removed || (participant !== null && !who?.takesPart)) return [];
      const given = codings.filter(({ pass, placed }) => pass === counts && placed === 'sure').map(({ code }) => code);
      return counting
        .filter((code) => given.includes(code))
        .map((code) => ({
          ...{ code, statement: `${session} ${at}`, session, group: who?.group ?? '' },
          speaker: who ? `${session} ${who.number}` : null,
        }));
    });
  });
}

const distinct = (values: readonly unknown[]) => new Set(values.filter((one) => one !== null)).size;
const heard = (said: readonly Said[]): Heard => ({
  statements: distinct(said.map((one) => one.statement)),
  participants: distinct(said.map((one) => one.speaker)),
  sessions: distinct(said.map((one) => one.session)),
});

const keyed = <Row extends Heard>(rows: readonly Row[], key: (row: Row) => string) =>
  new Map(
    rows.map((row) => [
      key(row),
      { statements: row.statements, participants: row.participants, sessions: row.sessions },
    ]),
  );

/** Pairs of what was said on the same statement, the earlier code first. */
function pairsIn(said: readonly Said[]): Map<string, Heard> {
  const both = said.flatMap((one) =>
    said
      .filter((two) => two.statement === one.statement && counting.indexOf(two.code) > counting.indexOf(one.code))
      .map((two) => ({ ...one, code: `${one.code} ${two.code}` })),
  );
  return new Map([...Map.groupBy(both, ({ code }) => code)].map(([key, some]) => [key, heard(some)]));
}

describe('what is counted', () => {
  it('equals a count by hand: by group, by pair, by session, by skill', () =>
    fc.assert(
      fc.asyncProperty(focus, async (rows) => {
        await storeFocus(database, rows);
        const said = saidIn(rows);
        const { base, codes: told, cells } = await evidence.groups(analyst, 'small');
        expect(told.map(({ id, depth }) => [id, depth])).toEqual([
          [first, 0],
          [second, 1],
          [retired, 0],
        ]);
        for (const code of told) expect(code.heard).toEqual(heard(said.filter((one) => one.code === code.id)));
        expect(keyed(cells, ({ code, group }) => `${code} ${group}`)).toEqual(
          new Map(
            [...Map.groupBy(said, ({ code, group }) => `${code} ${group}`)].map(([key, some]) => [key, heard(some)]),
          ),
        );
        const whole = heard(said);
        expect(base).toMatchObject({ statements: whole.statements, sessions: whole.sessions });
        // a session in which nothing was said yet does not wait for anybody
        const spoken = rows.sessions.filter(({ statements }) => statements.some(({ removed }) => !removed));
        expect(base.uncoded).toBe(spoken.length - whole.sessions);

        const { pairs } = await evidence.pairs(analyst, 'small');
        expect(keyed(pairs, (pair) => `${pair.first} ${pair.second}`)).toEqual(pairsIn(said));

        const { sessions } = await evidence.saturation(analyst, 'small');
        expect(sessions.map(({ heldOn }) => heldOn)).toEqual(sessions.map(({ heldOn }) => heldOn).sort());
        expect(sessions.at(-1)?.cumulative ?? 0).toBe(distinct(said.map(({ code }) => code)));
        expect(sessions.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(sessions.at(-1)?.cumulative ?? 0);

        const skill = heard(said.filter(({ code }) => code === first));
        const isHidden = skill.participants < 5 && skill.statements > 0;
        const { heard: publicly } = await evidence.skill('small', 'english');
        expect(publicly).toEqual(isHidden ? { ...skill, statements: null, participants: null } : skill);
      }),
      { numRuns: 20 },
    ));
});
