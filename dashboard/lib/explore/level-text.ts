/** What is written around the two charts of levels. */
import { isAbove } from '../chart/order.ts';
import { isShown, type Shown } from '../chart/value.ts';
import { leadersOf } from './finding.ts';
import { exactly, gapRange, levelNumber, levelRange, signed, stepsOf, type LevelRow, type StepRow } from './levels.ts';
import { placeWords, quoted, type Scene } from './scene.ts';
import type { Table } from './table.ts';
import { subtitle, type FigureText } from './text.ts';

type Told = LevelRow & { readonly now: Shown; readonly wanted: Shown };

/** The chosen skill, else the one that is farthest, where the ranges of now and wanted do not meet. */
function findingOf(rows: readonly LevelRow[]): Told | null {
  const sure = rows.filter((row): row is Told => isShown(row.now) && isShown(row.wanted)).filter(isApart);
  return sure.find(({ chosen }) => chosen) ?? sure[0] ?? null;
}

const isApart = ({ now, wanted }: Told): boolean => isAbove(wanted, now);

export function levelText(scene: Scene, rows: readonly LevelRow[]): FigureText {
  const { m } = scene;
  const steps = stepsOf(scene);
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  const found = findingOf(rows);
  // each skill has a base of its own: the one that is told is that of the title
  const first = rows.find(({ key }) => key === found?.key) ?? rows.find(({ chosen }) => chosen) ?? rows[0];
  const both = first?.gap ? 'yes' : 'no';
  const what = m('explore.levels.unit', { least, most, both, unit: scene.unit });
  const shown = rows.filter(({ now, wanted }) => isShown(now) || isShown(wanted));
  return {
    title: found
      ? m('explore.levels.finding', {
          ...{ skill: found.label, now: levelNumber(scene, found.now.estimate) },
          ...{ wanted: levelNumber(scene, found.wanted.estimate), most },
        })
      : m('explore.levels.question'),
    subtitle: subtitle(
      ...([scene, first && scene.figures[`now:${first.key}`], first?.now.n ?? null] as const),
      ...([placeWords(scene), undefined, what] as const),
    ),
    summary: m('explore.levels.summary', { n: shown.length, rows: toldOf(shown).join('; ') }),
  };
}

/** The chosen skill and the two that are farthest: the table has all. */
const toldOf = (rows: readonly LevelRow[]): string[] =>
  rows.filter((row, at) => row.chosen || at < 2).map(({ words }) => words);

export function levelTable(scene: Scene, rows: readonly LevelRow[]): Table {
  const { m, words } = scene;
  const ends = (['now', 'wanted'] as const).map((end) => m(`explore.column.${end}`));
  const beside = (['range', 'n'] as const).map((key) => m(`explore.column.${key}`).toLocaleLowerCase(scene.language));
  const hasGap = rows.some(({ gap }) => gap !== null);
  const gapName = m('explore.column.gap');
  return {
    columns: [
      m('explore.column.skill'),
      ...ends.flatMap((end) => [end, ...beside.map((column) => `${end}, ${column}`)]),
      ...(hasGap ? [gapName, `${gapName}, ${beside[0]}`] : []),
    ],
    names: 1,
    rows: rows.map(({ key, label, now, wanted, gap, href, chosen }) => ({
      ...{ key, href, chosen },
      cells: [
        label,
        ...[now, wanted].flatMap((value) => [
          isShown(value) ? exactly(scene, value.estimate) : words.short(value),
          levelRange(scene, value),
          words.count(value.n),
        ]),
        ...(hasGap ? gapCells(scene, gap) : []),
      ],
    })),
  };
}

function gapCells(scene: Scene, gap: LevelRow['gap']): string[] {
  if (gap === null) return ['–', '–'];
  return [isShown(gap) ? signed(scene, gap.estimate) : scene.words.short(gap), gapRange(scene, gap)];
}

/** The fullest step of the first bar, where it stands out. */
export function stepText(scene: Scene, rows: readonly StepRow[]): FigureText {
  const { m, words } = scene;
  const first = rows[0];
  const [leader, ...others] = leadersOf(first?.parts ?? []);
  const found = leader && others.length === 0 ? leader : null;
  const what = m('explore.steps.unit', { unit: scene.unit });
  // the sentence tells the first skill; the table has the others
  const told = rows.slice(0, 2).filter(({ state }) => state === 'shown');
  return {
    title:
      found && first
        ? m('explore.steps.finding', {
            ...{ label: first.label, step: quoted(scene, found.label), rate: words.short(found.value) },
          })
        : m('explore.steps.question'),
    subtitle: subtitle(
      ...([scene, first && scene.figures[first.figure], first?.n ?? null] as const),
      ...([placeWords(scene), undefined, what] as const),
    ),
    summary: m('explore.steps.summary', {
      n: told.length,
      rows: told.map((row) => barWords(scene, row)).join(' '),
    }),
  };
}

/** "Inglese, oggi: 34% livello 1, 20% livello 2 … (3.204 risposte)." */
function barWords(scene: Scene, { label, parts, n }: StepRow): string {
  const { m, words } = scene;
  const told = parts.map(({ label: step, value }) => `${words.short(value)} ${quoted(scene, step)}`).join(', ');
  return m('explore.steps.bar', { label, parts: told, n: n ?? 0, count: words.count(n) });
}

export function stepTable({ m, words }: Scene, rows: readonly StepRow[]): Table {
  return {
    columns: (['skill', 'step', 'rate', 'range', 'n'] as const).map((key) => m(`explore.column.${key}`)),
    names: 2,
    rows: rows.flatMap(({ label, parts }) =>
      parts.map(({ key, label: step, value }) => ({
        ...{ key, href: null, chosen: false },
        cells: [label, step, words.short(value), words.range(value), words.count(value.n)],
      })),
    ),
  };
}
