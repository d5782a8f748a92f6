/** Whether organisations take part, as the office tells it; an association sees its own members and nobody else. */
import { may } from '../../access.ts';
import { Problem } from '../../problem.ts';
import { MemberStates, type Imported, type Member, type ParticipationState } from '../contract.ts';
import { demandAt, enter, organisationsOf, surveysOf, type RegisterContext, type Who } from './context.ts';
import { invalidRows, type RowFault } from './fault.ts';
import { readColumns } from './sheet.ts';

export interface Members {
  /** A line an organisation within reach and survey of firms or organisations. @throws Problem sign_in_needed, not_found */
  members(who: Who, programme: string): Promise<Member[]>;
  /** All or nothing. @throws Problem malformed, unknown_reference, sign_in_needed, not_found */
  tell(who: Who, programme: string, body: unknown): Promise<Imported>;
  /** The same from a file: `organisation,survey,state`. @throws Problem invalid_rows besides */
  importMembers(who: Who, programme: string, csv: string): Promise<Imported>;
}

type Entry = MemberStates['entries'][number];
interface Stored extends Entry {
  readonly toldOn: string;
}

export function membersOf(context: RegisterContext): Members {
  const { database, audit, today } = context;

  const write = async (who: Who, programme: string, entries: readonly Entry[]): Promise<Imported> => {
    const person = enter(context, who, 'member.write', programme);
    const organisations = await organisationsOf(context, programme);
    const surveys = surveyIds(context, programme);
    for (const { organisation, survey } of entries) {
      const found = organisations.get(organisation);
      demandAt(person, 'member.write', found?.place ?? { programme }, organisation);
      if (!found) throw new Problem('unknown_reference', { value: organisation });
      if (!surveys.includes(survey)) throw new Problem('unknown_reference', { value: survey });
    }
    await database.write(async (tx) => {
      const lines = JSON.stringify(entries);
      await tx.run(removal, { programme, lines });
      await tx.run(insertion, { programme, lines, today: today() });
      const detail = { count: entries.length };
      await audit.record(tx, { who: person.id, action: 'member.write', programme, object: programme, detail });
    });
    return { rows: entries.length, again: false };
  };

  return {
    members: async (who, programme) => {
      const person = enter(context, who, 'member.read', programme);
      const own = [...(await organisationsOf(context, programme)).values()].filter(({ place }) =>
        may(person, 'member.read', place),
      );
      const stored = await readStored(context, programme);
      return own.flatMap((one) =>
        surveyIds(context, programme).map((survey) => memberOf(one, survey, stored.get(`${one.key} ${survey}`))),
      );
    },
    tell: async (who, programme, body) => {
      enter(context, who, 'member.write', programme);
      const parsed = MemberStates.safeParse(body);
      if (!parsed.success) throw new Problem('malformed', { reason: parsed.error.issues[0]?.path.join('.') || 'body' });
      return write(who, programme, newest(parsed.data.entries));
    },
    importMembers: async (who, programme, csv) => {
      enter(context, who, 'member.write', programme);
      const known = await organisationsOf(context, programme);
      return write(who, programme, newest(entriesOf(csv, [...known.keys()], surveyIds(context, programme))));
    },
  };
}

/** Surveys that ask firms or organisations; a person is a member of nothing. */
const surveyIds = (context: RegisterContext, programme: string): string[] =>
  surveysOf(context, programme)
    .filter(({ compiled }) => compiled.unit !== 'person')
    .map(({ compiled }) => compiled.id);

/** The last word on each organisation and survey. */
const newest = (entries: readonly Entry[]): Entry[] => [
  ...new Map(entries.map((entry) => [`${entry.organisation} ${entry.survey}`, entry])).values(),
];

async function readStored({ database }: RegisterContext, programme: string): Promise<ReadonlyMap<string, Stored>> {
  const rows = await database.rows<Stored>(
    'SELECT organisation, survey, state, told_on::VARCHAR AS "toldOn" FROM participation WHERE programme = ?',
    [programme],
  );
  return new Map(rows.map((row) => [`${row.organisation} ${row.survey}`, row]));
}

function memberOf(one: { key: string; name: string; kind: string }, survey: string, stored?: Stored): Member {
  const { key, name, kind } = one;
  return {
    organisation: key,
    name,
    kind,
    survey,
    state: stored?.state ?? 'not_invited',
    toldOn: stored?.toldOn ?? null,
  };
}

const lines = `(SELECT unnest(from_json($lines, '[{"organisation": "VARCHAR", "survey": "VARCHAR", "state": "VARCHAR"}]'),
  recursive := true))`;
const removal = `
  DELETE FROM participation
  WHERE programme = $programme AND (organisation, survey) IN (SELECT (organisation, survey) FROM ${lines})`;
const insertion = `
  INSERT INTO participation BY NAME
  SELECT $programme AS programme, survey, organisation, state, $today::DATE AS told_on FROM ${lines}
  WHERE state <> 'not_invited'`;

const states: readonly string[] = ['not_invited', 'invited', 'answered'] satisfies ParticipationState[];

function entriesOf(csv: string, organisations: readonly string[], surveys: readonly string[]): Entry[] {
  const faults: RowFault[] = [];
  const entries = readColumns(csv, ['organisation', 'survey', 'state'] as const, faults).map(({ row, cells }) => {
    const check = (column: keyof Entry, known: readonly string[]) => {
      if (known.includes(cells[column])) return;
      const value = cells[column].slice(0, 60);
      faults.push({ row, column, it: `«${value}» non c’è nel programma.`, en: `There is no "${value}".` });
    };
    check('organisation', organisations);
    check('survey', surveys);
    check('state', states);
    return cells as Entry;
  });
  if (faults.length > 0) throw invalidRows(faults);
  return entries;
}
