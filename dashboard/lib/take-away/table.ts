/** The figures of a chart as the columns of a file: a label beside each code, the numbers, and why one is missing. */
import type { EstimateEnvelope, FileColumn, FileTable } from '../../../analytics/contract.ts';
import type { LabelledRow } from '../explore/download.ts';
import { baseColumns } from '../explore/file-base.ts';
import type { Scene } from '../explore/scene.ts';

const kinds = {
  ...{ estimate: 'share', ciLow: 'share', ciHigh: 'share', n: 'integer' },
  ...{ nEff: 'number', se: 'number', cv: 'number', deff: 'number' },
} as const satisfies Readonly<Record<string, FileColumn['kind']>>;
type Numbered = keyof typeof kinds;
/** In the order of the table on the page. */
const counted = ['estimate', 'ciLow', 'ciHigh', 'n'] as const;
const errors = ['nEff', 'se', 'cv', 'deff'] as const;

export function fileTable(
  scene: Scene,
  rows: readonly LabelledRow[],
  { view, statistic }: Pick<EstimateEnvelope, 'view' | 'statistic'>,
): FileTable {
  const { m } = scene;
  const isShare = statistic === 'proportion';
  const present = (name: string) => rows.some((row) => name in row);
  const text = (name: string, title: string): FileColumn => ({ name, title, kind: 'text' });
  const numbers = (names: readonly Numbered[]) =>
    names.map((name): FileColumn => {
      const kind = kinds[name] === 'share' && !isShare ? 'number' : kinds[name];
      return { name, title: titleOf(scene, name, isShare), kind };
    });
  const named = namesOf(scene, rows).filter(({ label }) => present(label));
  return {
    columns: [
      ...named.map(({ label, title }) => text(label, title)),
      ...(present('wave') ? [text('wave', m('explore.column.wave'))] : []),
      ...numbers(counted),
      text('stateLabel', m('file.column.state')),
      ...numbers(errors),
      text('weights', m('file.column.weights')),
      ...named.map(({ code, title }) => text(code, m('file.column.code', { what: title }))),
      text('state', m('file.column.code', { what: m('file.column.state') })),
      ...(present('figure') ? [text('figure', m('file.about.figure'))] : []),
    ],
    rows: rows.map((row) => ({ ...row, stateLabel: stateOf(scene, row, view === 'exact') })),
  };
}

/** What can name a row: where its label stands, where its code does, and what both are called. */
function namesOf(scene: Scene, rows: readonly LabelledRow[]) {
  const { frame, m } = scene;
  const isOfNeeds = rows.every(({ variable = frame.need }) => variable === frame.need);
  return [
    ...baseColumns(scene),
    { label: 'skillLabel', code: 'variable', title: m('explore.column.skill') },
    {
      label: 'categoryLabel',
      code: 'category',
      title: m(isOfNeeds ? 'explore.column.skill' : 'explore.column.answer'),
    },
  ];
}

function titleOf({ m }: Scene, name: Numbered, isShare: boolean): string {
  if (name === 'estimate') return m(isShare ? 'explore.column.rate' : 'explore.column.step');
  if (name === 'n') return m('explore.column.n');
  if (name === 'ciLow' || name === 'ciHigh') return m(`file.column.${name === 'ciLow' ? 'from' : 'to'}`);
  return m(`file.column.${name}`);
}

/** In the words of the page. */
function stateOf({ m }: Scene, { state }: LabelledRow, exact: boolean): string {
  if (state === 'not_asked' || state === 'not_published') return m(`explore.state.${state}`);
  return m(exact ? 'file.state.exact' : 'file.state.shown');
}
