/** Several voices: rows, drawing, table and texts. */
import type { VoiceComparison, VoicePlace, VoiceRow } from '../../../analytics/contract.ts';
import type { PanelRow, PanelValue } from '../chart/panels.ts';
import type { Draw } from './scene.ts';
import { atStart, inSentence, quoted } from '../explore/scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { sideName, skillName, valueOfFigure, wordsFor, type CompareScene } from './scene.ts';

export interface VoiceLine extends VoiceRow {
  readonly label: string;
  readonly middle: string;
  readonly tone: PanelRow['tone'];
  /** each voice with its place */
  readonly told: readonly string[];
  readonly words: string;
}

type Scene = CompareScene & { readonly comparison: VoiceComparison };

export function voiceLines(scene: Scene): VoiceLine[] {
  const { sides, rows } = scene.comparison;
  return rows.map((row): VoiceLine => {
    const label = skillName(scene, row.skill);
    const told = row.places.map((place, at) => `${voiceName(scene, sides[at]!.survey)}: ${placeWords(scene, place)}`);
    const middle = middleWords(scene, row);
    const tone = row.disagreement === null ? 'withheld' : row.disagreement > 0 ? 'differ' : 'alike';
    return { ...row, label, middle, tone, told, words: `${label}. ${told.join('; ')}. ${middle}.` };
  });
}

const voiceName = (scene: Scene, survey: string) => sideName(scene, { code: survey, survey });

/** "posto 3, tra il 2° e il 9°", or that there is none. */
function placeWords({ m }: Scene, { place, from, to }: VoicePlace): string {
  if (place === null || from === null || to === null) return m('compare.place.none');
  return m('compare.place.words', { place, from, to, ranged: from === to ? 'no' : 'yes' });
}

/** "2–9"; one number where there is one. */
const shortPlace = ({ from, to }: VoicePlace): string =>
  from === null || to === null ? '–' : from === to ? String(from) : `${from}–${to}`;

function middleWords(scene: Scene, { disagreement, between }: VoiceRow): string {
  const { m } = scene;
  if (disagreement === null) return m('compare.voices.withheld');
  if (disagreement === 0 || between === null) return m('compare.voices.alike');
  const [one, other] = between.map((survey) => inSentence(voiceName(scene, survey))) as [string, string];
  return m('compare.voices.apart', { n: disagreement, one, other });
}

export function voicesDrawing(scene: Scene, lines: readonly VoiceLine[]): Draw {
  const { sides, rows: all } = scene.comparison;
  const names = sides.map((side) => sideName(scene, side));
  const to = Math.max(2, all.length);
  const rows = lines.map((line): PanelRow => ({
    ...{ key: line.skill, label: line.label, words: line.words, chosen: false, tone: line.tone },
    middle: shortWords(scene, line),
    values: line.places.map((place, at) => panelValue(place, isFar(line, sides[at]!.survey))),
  }));
  const scale = { from: 1, to, ticks: [1, to], write: (place: number) => String(place) };
  return (width, palette) => ({ kind: 'voices', input: { rows, names, scale, palette, width } });
}

/** Where two voices surely disagree, the others step back. */
const isFar = ({ between }: VoiceLine, survey: string): boolean => between === null || between.includes(survey);

/** The marks tell which two. */
const shortWords = ({ m }: Scene, { disagreement, middle }: VoiceLine): string =>
  disagreement !== null && disagreement > 0 ? m('compare.voices.least', { n: disagreement }) : middle;

function panelValue(place: VoicePlace, isFull: boolean): PanelValue {
  const shade = isFull ? 'primary' : 'edge';
  return { at: place.place, low: place.from, high: place.to, short: shortPlace(place), shade };
}

export function voicesTable(scene: Scene, lines: readonly VoiceLine[], href: (skill: string) => string | null): Table {
  const { m, comparison } = scene;
  const columns = comparison.sides.flatMap((side) => {
    const name = sideName(scene, side);
    return [m('compare.column.place', { side: name }), m('compare.column.share', { side: name })];
  });
  return {
    columns: [m('explore.column.skill'), ...columns, m('compare.column.verdict')],
    names: 1,
    rows: lines.map((line) => ({
      key: line.skill,
      cells: [
        line.label,
        ...line.places.flatMap((place, at) => {
          const words = wordsFor(scene, comparison.sides[at]!);
          return [shortPlace(place), words.short(valueOfFigure(place.figure))];
        }),
        line.middle,
      ],
      href: href(line.skill),
      chosen: false,
    })),
  };
}

/** Of skills on which all agree, so many may show a gap: places hold at 95 % for each. */
const chance = 0.05;

export function voicesText(scene: Scene, lines: readonly VoiceLine[]): FigureText {
  const { m, comparison, language } = scene;
  const apart = lines.filter(({ tone }) => tone === 'differ');
  const [first] = apart;
  const bases = comparison.sides.map((side) =>
    m('compare.base', {
      ...{
        side: atStart(sideName(scene, side)),
        unit: side.unit,
        known: side.n === null ? 'no' : 'yes',
        n: side.n ?? 0,
      },
      count: formats(language).count(side.n ?? 0),
    }),
  );
  const counts = { all: lines.length, apart: apart.length, voices: comparison.sides.length };
  return {
    title: first
      ? m('compare.voices.title', { skill: quoted(scene, first.label) })
      : m('compare.voices.question', {
          any: lines.some(({ disagreement }) => disagreement !== null) ? 'yes' : 'no',
        }),
    subtitle: m('compare.voices.subtitle', { ...counts, bases: bases.join(', ') }),
    summary: [
      m('compare.voices.summary', {
        ...{ ...counts, first: first ? quoted(scene, first.label) : '' },
        words: first?.middle ?? '',
      }),
      ...(first ? [m('compare.voices.chance', { n: Math.max(1, Math.round(lines.length * chance)) })] : []),
    ].join(' '),
  };
}
