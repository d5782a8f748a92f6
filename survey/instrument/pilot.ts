/** Counts without anybody's id: what a pilot found unclear, and how far people came. */
import type { Connection, Database } from '../../data/database.server.ts';
import { localized } from '../codebook/category.ts';
import type { Definition } from '../definition/definition.ts';
import type { PilotMark, RepairList } from './contract.ts';
import { askedQuestions } from './reading.ts';

interface Mark {
  readonly survey: string;
  readonly version: number;
  readonly question: string;
  readonly kind: PilotMark['kind'];
  readonly seconds: number;
}
interface Reached {
  readonly survey: string;
  readonly version: number;
  readonly page: string;
}

export interface Counts {
  mark(survey: string, version: number, mark: PilotMark): void;
  reach(survey: string, version: number, page: string): void;
  /** Writes what was counted; after it, it is on the disk. */
  flush(): Promise<void>;
}

/**
 * Counts in memory and writes the sums: a respondent's page costs no transaction. What is not yet written is lost when
 * the process dies, which a count of steps can bear.
 * @param pause  milliseconds until counts are written by themselves
 */
export function openCounts(database: Pick<Database, 'write'>, { pause = 2_000 } = {}): Counts {
  let [marks, pages] = [new Map<string, number>(), new Map<string, number>()];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const add = (sums: Map<string, number>, key: Mark | Reached) => {
    const text = JSON.stringify(key);
    sums.set(text, (sums.get(text) ?? 0) + 1);
    timer ??= setTimeout(() => void flush().catch(() => undefined), pause).unref();
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const write = async () => {
    if (marks.size + pages.size === 0) return;
    const taken = { marks, pages };
    [marks, pages] = [new Map(), new Map()];
    try {
      await database.write((tx) => store(tx, taken));
    } catch (error) {
      // kept for the next time
      for (const [key, n] of taken.marks) marks.set(key, (marks.get(key) ?? 0) + n);
      for (const [key, n] of taken.pages) pages.set(key, (pages.get(key) ?? 0) + n);
      throw error;
    }
  };
  return {
    mark: (survey, version, { question, kind, ...more }) => {
      const seconds = 'seconds' in more ? Math.round(more.seconds) : 0;
      add(marks, { survey, version, question, kind, seconds });
    },
    reach: (survey, version, page) => add(pages, { survey, version, page }),
    flush,
  };
}

interface Sums {
  readonly marks: ReadonlyMap<string, number>;
  readonly pages: ReadonlyMap<string, number>;
}

async function store(tx: Connection, { marks, pages }: Sums): Promise<void> {
  const rows = (sums: ReadonlyMap<string, number>) =>
    JSON.stringify([...sums].map(([key, n]) => ({ ...(JSON.parse(key) as object), n })));
  if (marks.size > 0) await tx.run(addMarks, { rows: rows(marks) });
  if (pages.size > 0) await tx.run(addPages, { rows: rows(pages) });
}

const addMarks = `
  INSERT INTO pilot_mark BY NAME
  SELECT unnest(from_json($rows, '[{"survey": "VARCHAR", "version": "INTEGER", "question": "VARCHAR",
    "kind": "VARCHAR", "seconds": "INTEGER", "n": "INTEGER"}]'), recursive := true)
  ON CONFLICT DO UPDATE SET n = pilot_mark.n + excluded.n`;
const addPages = `
  INSERT INTO page_reached BY NAME
  SELECT unnest(from_json($rows, '[{"survey": "VARCHAR", "version": "INTEGER", "page": "VARCHAR", "n": "INTEGER"}]'),
    recursive := true)
  ON CONFLICT DO UPDATE SET n = page_reached.n + excluded.n`;

/** What a version's pilot found, question by question: the most unclear first, then the most refused, then the slowest. */
export async function readRepairs(
  reader: Pick<Connection, 'rows'>,
  survey: string,
  version: number,
  definition: Definition,
): Promise<RepairList> {
  const marks = await reader.rows<Omit<Mark, 'survey' | 'version'> & { n: number }>(
    'SELECT question, kind, seconds, n FROM pilot_mark WHERE survey = ? AND version = ? ORDER BY seconds',
    [survey, version],
  );
  const reached = await reader.rows<{ page: string; reached: number }>(
    'SELECT page, n AS reached FROM page_reached WHERE survey = ? AND version = ?',
    [survey, version],
  );
  const questions = askedQuestions(definition).map(({ question: { name, title } }) => {
    const own = marks.filter(({ question }) => question === name);
    const count = (kind: PilotMark['kind']) => sum(own.filter((one) => one.kind === kind));
    const times = own.filter(({ kind }) => kind === 'seconds');
    const words = localized(title, { it: name, en: name });
    return {
      ...{ question: name, title: { it: words.it, en: words.en }, notClear: count('not_clear') },
      ...{ refused: count('refused'), seconds: median(times), measured: sum(times) },
    };
  });
  const worst = questions.toSorted(
    (a, b) => b.notClear - a.notClear || b.refused - a.refused || (b.seconds ?? 0) - (a.seconds ?? 0),
  );
  return { survey, version, questions: worst, pages: pagesOf(definition, reached) };
}

/** The last two steps of every respondent, after the pages of the instrument. */
export const lastSteps = ['review', 'sent'] as const;

function pagesOf(definition: Definition, reached: readonly { page: string; reached: number }[]): RepairList['pages'] {
  const names = [...definition.pages.map(({ name }) => name), ...lastSteps];
  return names.map((page) => ({ page, reached: reached.find((one) => one.page === page)?.reached ?? 0 }));
}

const sum = (marks: readonly { n: number }[]): number => marks.reduce((total, { n }) => total + n, 0);

/** @param times  sorted by seconds */
function median(times: readonly { seconds: number; n: number }[]): number | null {
  const half = sum(times) / 2;
  let before = 0;
  for (const { seconds, n } of times) {
    before += n;
    if (before >= half) return seconds;
  }
  return null;
}
