/** What was coded as a table for spreadsheets. Words that may not be quoted are not in it; that they were coded is. */
import type { Code, Statement } from '../contract.ts';
import { writeSheet } from '../register/sheet.ts';
import type { Gathered, SeenCoding } from './gather.ts';
import { cut, pointsOf } from './point.ts';

export const columns = [
  ...(['session', 'title', 'heldOn', 'territory', 'statement', 'topic', 'kind'] as const),
  ...(['participant', 'role', 'group', 'language', 'quotable', 'text', 'translation'] as const),
  ...(['coding', 'code', 'label', 'path', 'skill', 'start', 'stop', 'words', 'pass', 'placed'] as const),
] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string | number | boolean | null>>;

interface TableOptions {
  /** a row also for a statement without a code */
  readonly withUncoded: boolean;
}

/** CSV with a header, a row a coding. Offsets count code points; the end is exclusive. */
export function codingTable(
  gathered: readonly Gathered[],
  codes: readonly Code[],
  { withUncoded }: TableOptions,
): string {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const rows = gathered.flatMap(({ session, statements, codings }) => {
    const byStatement = Map.groupBy(codings, ({ statement }) => statement);
    const roles = new Map(session.people.map((person) => [person.number, person]));
    return statements.flatMap((statement) => {
      const person = statement.participant === null ? undefined : roles.get(statement.participant);
      const { id, title, heldOn, territory } = session;
      const own = {
        ...{ session: id, title, heldOn, territory },
        ...wordsOf(statement),
        ...{ role: person?.role ?? null, group: person?.group ?? null },
      };
      const coded = byStatement.get(statement.id) ?? [];
      if (coded.length === 0) return withUncoded ? [{ ...own, ...uncoded }] : [];
      return coded.map((coding): Row => ({ ...own, ...codedOf(coding, statement, byId) }));
    });
  });
  return writeSheet(columns, rows);
}

function wordsOf({ id, topic, kind, participant, language, quotable, text, translation }: Statement) {
  return {
    ...{ statement: id, topic, kind, participant: participant === null ? null : `P${participant}`, language, quotable },
    ...{ text: quotable ? text : null, translation: quotable ? translation : null },
  };
}

const uncoded = {
  ...{ coding: null, code: null, label: null, path: null, skill: null },
  ...{ start: null, stop: null, words: null, pass: null, placed: null },
};

function codedOf(
  { id, code, start, stop, pass, placed }: SeenCoding,
  { quotable, text }: Statement,
  codes: ReadonlyMap<string, Code>,
) {
  // one that an edit moved has only the old words, which may have been taken out because they named a person
  const words = quotable && placed === 'sure' ? cut(pointsOf(text), start, stop) : null;
  const known = codes.get(code);
  return {
    ...{ coding: id, code, label: known?.labels.it ?? null, path: pathOf(known, codes), skill: known?.skill ?? null },
    ...{ start, stop, words, pass, placed },
  };
}

/** The labels from the top of the tree down. */
function pathOf(code: Code | undefined, codes: ReadonlyMap<string, Code>): string | null {
  if (!code) return null;
  const above = code.parent === null ? null : pathOf(codes.get(code.parent), codes);
  return above === null ? code.labels.it : `${above} / ${code.labels.it}`;
}
