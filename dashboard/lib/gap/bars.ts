/** Who is left without a seat, and which seats are spare, skill by skill. */
import type { GapRow } from '../../../analytics/contract.ts';
import type { GapBar } from '../chart/gap.ts';
import { writtenPlaces, type Places } from '../chart/order.ts';
import { quoted } from '../explore/scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { byGap, certaintyOfGap, leadersOf, orderOf } from './rank.ts';
import { places, rangeOf, rowWords, skillName, stateWords, type Draw, type GapScene } from './scene.ts';
import { aboutWords, assumption, unitWords } from './about.ts';

/** A skill with its row of the gap. */
export interface SkillGap {
  readonly key: string;
  readonly label: string;
  readonly row: GapRow;
  /** that it may have in the order; null where it has none */
  readonly order: Places | null;
  readonly words: string;
  readonly chosen: boolean;
}

/** Every skill, most left without a seat first. */
export function skillGaps(scene: GapScene): SkillGap[] {
  const { told, view } = scene;
  const rows = told.bars.gap.rows.toSorted(byGap);
  const order = orderOf(rows);
  return rows.map((row, at) => {
    const label = skillName(scene, row.skill);
    const words = `${label}: ${rowWords(scene, row)}`;
    return { key: row.skill, label, row, order: order[at] ?? null, words, chosen: row.skill === view.skill };
  });
}

/** So many skills are drawn: most of them those with most people left, and some with most seats to spare. */
const [mostLeft, mostSpare] = [12, 4];

export function drawnGaps(all: readonly SkillGap[]): SkillGap[] {
  const left = all.slice(0, mostLeft);
  const spare = all
    .slice(mostLeft)
    .filter(({ row }) => (row.spare ?? 0) > 0)
    .toSorted((one, other) => (other.row.spare ?? 0) - (one.row.spare ?? 0))
    .slice(0, mostSpare);
  const drawn = new Set([...left, ...spare]);
  return all.filter((one) => drawn.has(one) || one.chosen);
}

export function barsDrawing(scene: GapScene, drawn: readonly SkillGap[]): Draw {
  const { m, language } = scene;
  const rows = drawn.map(({ key, label, row, words, chosen }): GapBar => ({
    ...{ key, label, words, chosen, state: row.gap === null && row.state === 'shown' ? 'not_published' : row.state },
    ...{ left: row.gap?.estimate ?? null, low: row.gap?.low ?? null, high: row.gap?.high ?? null, spare: row.spare },
    ...{ short: shortOf(scene, row), spareShort: places(scene, row.spare ?? 0), certainty: certaintyOfGap(row) },
  }));
  const heads = [m('supply.bars.spare'), m('supply.bars.left')] as const;
  const count = (value: number) => formats(language).count(value);
  return (width, palette) => ({ kind: 'gap', input: { rows, heads, palette, width, count } });
}

const shortOf = (scene: GapScene, row: GapRow): string =>
  row.gap === null ? stateWords(scene, row) : places(scene, row.gap.estimate);

export function barsTable(scene: GapScene, all: readonly SkillGap[]): Table {
  const { m, words, at } = scene;
  const columns = ['wanted', 'needed', 'seats', 'left', 'range', 'spare', 'order', 'n'] as const;
  return {
    columns: [m('explore.column.skill'), ...columns.map((name) => m(`supply.column.${name}`))],
    names: 1,
    rows: all.map(({ key, label, row, order, chosen }) => ({
      ...{ key, chosen, href: at({ skill: key }) },
      cells: [
        label,
        ...numbersOf(scene, row),
        row.spare === null ? '–' : places(scene, row.spare),
        writtenPlaces(order),
        words.count(row.n),
      ],
    })),
  };
}

/** Places wanted and needed, seats, who is left, and the range of that: as each table of the page has them. */
export function numbersOf(scene: GapScene, row: GapRow): string[] {
  const { seats } = row;
  const all = places(scene, seats.inPerson + seats.blended + seats.online);
  if (row.gap === null) return ['–', '–', all, stateWords(scene, row), '–'];
  const whole = (ranged: GapRow['gap']) => (ranged === null ? '–' : places(scene, ranged.estimate));
  return [whole(row.wanted), whole(row.needed), all, whole(row.gap), rangeOf(scene, row.gap)];
}

export function barsText(scene: GapScene, all: readonly SkillGap[]): FigureText {
  const { m, told } = scene;
  const shown = all.filter(({ row }) => row.gap !== null);
  const inNeed = shown.filter(({ row }) => (row.gap?.estimate ?? 0) >= 0.5);
  const leaders = leadersOf(inNeed).filter(({ row }) => (row.n ?? 0) > 0);
  const isTold = leaders.length > 0 && leaders.length <= 3 && leaders.length < inNeed.length;
  const { list } = formats(scene.language);
  const spare = shown.filter(({ row }) => (row.spare ?? 0) >= 0.5).length;
  return {
    title: m('supply.bars.title', {
      kind: shown.length === 0 ? 'hidden' : inNeed.length === 0 ? 'none' : isTold ? 'leaders' : 'question',
      ...{ n: leaders.length, leaders: isTold ? list(leaders.map(({ label }) => quoted(scene, label))) : '' },
      ...{ all: shown.length, partly: shown.length < all.length ? 'yes' : 'no' },
    }),
    subtitle: [unitWords(scene), aboutWords(scene, told.bars.gap, shown[0]?.row.n ?? null), assumption(scene)].join(
      ' ',
    ),
    summary: m('supply.bars.summary', {
      ...{ shown: shown.length, all: all.length, left: inNeed.length, spare },
      first: inNeed
        .slice(0, 3)
        .map(({ words }) => words)
        .join('; '),
    }),
  };
}
