/** The answers to the questions about courses: modes, times, barriers, purposes, and what has steps of its own. */
import { writtenPlaces, type Places } from '../chart/order.ts';
import { byEstimate, isShown, valueOf, type Value } from '../chart/value.ts';
import { formats } from '../format.ts';
import { leadersOf, unorderedOf } from './finding.ts';
import type { Topic } from './offer.ts';
import { placeWords, quoted, rowsBy, type Scene } from './scene.ts';
import { placed } from './skills.ts';
import type { Table } from './table.ts';
import { subtitle, type FigureText } from './text.ts';

export interface TopicRow {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  /** that it may have among all answers; null of steps, and where it has none */
  readonly places: Places | null;
  readonly words: string;
  readonly chosen: false;
}

/** The topics that the view shows: the chosen one, or all. */
export const shownTopics = ({ frame, view }: Scene): readonly Topic[] =>
  frame.topics.filter(({ key }) => view.topic === '' || view.topic === key);

/** Most ticked first; steps keep their own order. */
export function topicRowsOf(scene: Scene, topic: Topic): TopicRow[] {
  const { figures, language, words } = scene;
  const rows = rowsBy(figures[`topic:${topic.key}`], 'category');
  const all = topic.choices.map(({ code: key, label: name }): TopicRow => {
    const [label, value] = [name[language], valueOf(rows.get(key))];
    return { key, label, value, places: null, words: `${label}: ${words.full(value)}`, chosen: false };
  });
  return topic.ranked ? placed(scene, all.toSorted(byEstimate)) : all;
}

export function topicText(scene: Scene, topic: Topic, rows: readonly TopicRow[]): FigureText {
  const { m, language, unit } = scene;
  const label = topic.label[language];
  const leaders = leadersOf(rows);
  const shown = rows.filter((row) => isShown(row.value));
  const list = formats(language).list(leaders.map((one) => quoted(scene, one.label)));
  const what = m('explore.topic.unit', { unit });
  const n = shown[0]?.value.n ?? null;
  const kind = topic.ranked ? 'ranked' : 'steps';
  return {
    title:
      leaders.length > 0
        ? m('explore.topic.finding', {
            ...{ label, kind, count: leaders.length, leaders: list },
            partly: rows.some(({ value }) => value.state === 'not_published') ? 'yes' : 'no',
          })
        : m('explore.topic.question', { label, kind, ...unorderedOf(rows) }),
    subtitle: subtitle(
      ...([scene, scene.figures[`topic:${topic.key}`], n, placeWords(scene), undefined, what] as const),
    ),
    summary: m('explore.topic.summary', {
      ...{ label, n: shown.length, all: rows.length },
      first: (topic.ranked ? shown.slice(0, 3) : shown).map(({ words }) => words).join('; '),
    }),
  };
}

export function topicTable({ m, words }: Scene, rows: readonly TopicRow[]): Table {
  const isPlaced = rows.some(({ places }) => places !== null);
  const columns = ['answer', 'rate', 'range', 'n'] as const;
  return {
    columns: [...columns, ...(isPlaced ? (['place'] as const) : [])].map((key) => m(`explore.column.${key}`)),
    names: 1,
    rows: rows.map(({ key, label, value, places }) => ({
      ...{ key, href: null, chosen: false },
      cells: [
        ...[label, words.short(value), words.range(value), words.count(value.n)],
        ...(isPlaced ? [writtenPlaces(places)] : []),
      ],
    })),
  };
}
