/** Published figures to set beside the own answers of a firm: asked for all firms at once, found in the browser. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Codebook, RespondentLanguage, Variable } from '../../../survey/contract.ts';
import { fetchEstimates } from '../api.ts';
import type { NearTable } from '../catalogue/near.ts';
import { interfaceLanguage, inWords } from '../language.ts';

/** Of whom a figure is: the nearest that is published. */
export type Level = 'both' | 'sector' | 'province' | 'all';

export interface BesideLine {
  readonly words: string;
  readonly own: boolean;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface BesideQuestion {
  readonly variable: string;
  readonly title: string;
  readonly level: Level;
  /** firms that answered */
  readonly n: number;
  readonly lines: readonly BesideLine[];
}

export interface Beside {
  readonly questions: readonly BesideQuestion[];
  /** titles of those about which nothing is published */
  readonly without: readonly string[];
}

/** What a firm would set beside others: why training is hard, what it did, how it wants it, who pays. */
const roles: ReadonlySet<string> = new Set(['barrier', 'pastTraining', 'mode', 'fund']);
const byOf: Readonly<Record<Level, string>> = {
  both: 'territory:province,sector',
  sector: 'sector',
  province: 'territory:province',
  all: '',
};
const levels = Object.keys(byOf) as Level[];
/** lines of a question: those with the highest shares, and the own */
const most = 5;

export interface OwnFirm {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly territory: string | null;
  readonly sector: string | null;
}

interface Asked {
  readonly survey: string;
  readonly codebook: Codebook;
  readonly places: NearTable['places'];
  readonly language: RespondentLanguage;
  readonly fetcher?: typeof fetch;
}

/** What is asked names neither sector nor place: every firm asks the same. */
export async function besideOthers(firm: OwnFirm, asked: Asked): Promise<Beside> {
  const { codebook, survey, language, fetcher = fetch } = asked;
  const wanted = codebook.variables.filter(({ role, name }) => roles.has(role) && name in firm.answers);
  const province = asked.places.find(({ code }) => code === firm.territory)?.province ?? null;
  const tables = new Map<Level, EstimateEnvelope[]>();
  const told = levels.filter((level) => isTold(codebook, level));
  for (const level of told) {
    const queries = wanted.map(({ name: variable }) => ({ variable, by: byOf[level] }));
    if (queries.length === 0) break;
    tables.set(level, await fetchEstimates(fetcher, survey, queries, interfaceLanguage(language)));
  }
  const found = wanted.map((variable, at) => {
    for (const level of told) {
      const rows = rowsAt(tables.get(level)?.[at], { level, province, sector: firm.sector });
      if (rows.length > 0) return questionOf(variable, level, rows, firm, language);
    }
    return null;
  });
  return {
    questions: found.filter((one) => one !== null),
    without: wanted.filter((_, at) => found[at] === null).map(({ label }) => inWords(label, language)),
  };
}

/** Whether a survey has figures of that level at all. */
function isTold({ variables }: Codebook, level: Level): boolean {
  const hasSector = variables.some(({ role, dimension }) => role === 'sector' && dimension);
  const hasProvince = variables.some(({ role, levels: known }) => role === 'territory' && known?.includes('province'));
  return { both: hasSector && hasProvince, sector: hasSector, province: hasProvince, all: true }[level];
}

interface Here {
  readonly level: Level;
  readonly province: string | null;
  readonly sector: string | null;
}

/** Rows of the own sector and province that are shown; empty where some are not: half a picture misleads. */
function rowsAt(table: EstimateEnvelope | undefined, { level, province, sector }: Here): EstimateRow[] {
  if (!table || table.snapshot === null) return [];
  const [hasProvince, hasSector] = [level === 'both' || level === 'province', level === 'both' || level === 'sector'];
  if ((hasProvince && province === null) || (hasSector && sector === null)) return [];
  const own = table.rows.filter(
    (row) =>
      (!hasProvince || row['territory'] === province) &&
      (!hasSector || row['sector'] === sector) &&
      row.category !== null,
  );
  return own.length > 0 && own.every(({ state }) => state === 'shown') ? own : [];
}

function questionOf(
  { name, label, categories }: Variable,
  level: Level,
  rows: readonly EstimateRow[],
  { answers }: OwnFirm,
  language: RespondentLanguage,
): BesideQuestion {
  const own = [answers[name]].flat();
  const lines = rows
    .map((row): BesideLine => {
      const words = categories.find(({ code }) => code === row.category)?.label;
      const share = row.estimate ?? 0;
      const range = { low: row.ciLow, high: row.ciHigh };
      return {
        words: words ? inWords(words, language) : String(row.category),
        own: own.includes(row.category),
        share,
        ...range,
      };
    })
    .toSorted((a, b) => b.share - a.share);
  const first = lines.slice(0, most);
  const shown = [...first, ...lines.slice(most).filter((one) => one.own)];
  return { variable: name, title: inWords(label, language), level, n: rows[0]?.n ?? 0, lines: shown };
}
