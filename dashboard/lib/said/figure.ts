/** A published figure as rows of a table: its shares with the labels of their codes, highest first. */
import type { FigureRecord, RankedShares } from '../../../analytics/contract.ts';
import type { Localized } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

export interface DrawnFigure {
  readonly figure: string;
  readonly about: Localized;
  readonly shares: RankedShares;
  readonly interval: FigureRecord['then']['interval'];
  readonly takenOn: string;
}

/** @param record  of a share, by at most one dimension or by its categories */
export function drawnFigure({ survey }: Services, { figure, then, snapshot }: FigureRecord): DrawnFigure {
  const { variables } = survey.codebook(then.survey);
  const variable = variables.find(({ name }) => name === then.variable);
  const labels = new Map<string, Localized>();
  const add = (code: string, label: Localized) => labels.set(code, label);
  const [by] = then.by.map((dimension) => dimension.split(':')[0]!);
  const rowsOf = by === undefined ? variable : variables.find(({ name }) => name === by);
  for (const { code, label } of rowsOf?.categories ?? []) add(code, label);
  if (rowsOf?.role === 'territory') for (const one of survey.territories(then.survey)) add(one.code, one.name);
  const category = (code: unknown) => variable?.categories.find((one) => one.code === code)?.label ?? null;
  const isMany = by !== undefined && new Set(then.rows.map((row) => row.category)).size > 1;
  const rows = then.rows.map((row) => {
    const code = String(by === undefined ? row.category : row[by]);
    return {
      ...{ code: `${code} ${row.category ?? ''}`, label: labels.get(code) ?? { it: code, en: code } },
      ...{ area: isMany ? category(row.category) : null, state: row.state, n: row.n },
      ...{ estimate: row.estimate, low: row.ciLow, high: row.ciHigh, places: null },
    };
  });
  const sorted = rows.toSorted((one, other) => (other.estimate ?? -1) - (one.estimate ?? -1));
  return {
    figure,
    about: variable?.label ?? { it: then.variable, en: then.variable },
    shares: { figure, n: then.n, rows: sorted },
    ...{ interval: then.interval, takenOn: snapshot.takenOn },
  };
}
