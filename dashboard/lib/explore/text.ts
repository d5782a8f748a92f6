/** What is written around the figures: titles, subtitles, sentences. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { isShown, type Value } from '../chart/value.ts';
import type { FilterKey } from '../filter.ts';
import { formats } from '../format.ts';
import { extremesOf, leadersOf, unorderedOf } from './finding.ts';
import type { PlaceRow } from './places.ts';
import { scopeOf, scopeWords } from './scope.ts';
import { atStart, homeWords, inSentence, placeWords, quoted, skillLabel, whoWords, type Scene } from './scene.ts';
import { groupsOf, type HeatRow, type SkillRow } from './skills.ts';

/** `title`: the finding if it survives, else the question. */
export interface FigureText {
  readonly title: string;
  readonly subtitle: string;
  readonly summary: string;
}

export function mapText(scene: Scene, places: readonly PlaceRow[]): FigureText {
  const { m, words, level } = scene;
  const isInside = scopeOf(scene).kind === 'inside';
  const skill = isInside ? `${skillLabel(scene)}, ${scopeWords(scene)}` : skillLabel(scene);
  const found = extremesOf(places);
  const shown = places.filter((place) => isShown(place.value));
  const ends = { high: found?.high.name ?? '', low: found?.low.name ?? '', ...rates(scene, found) };
  const whole = wholeOf(scene);
  return {
    title: found
      ? m('explore.map.finding', { ...{ skill, level, ...ends, claim: found.claim }, ...publishedOf(places) })
      : m('explore.map.question', { skill, level, ...unorderedOf(places) }),
    subtitle: subtitle(scene, scene.figures.whole, whole.n, scopeWords(scene)),
    summary: m('explore.map.summary', {
      ...{
        skill: skillLabel(scene),
        place: scopeWords(scene),
        whole: words.full(whole),
        known: isShown(whole) ? 'yes' : 'no',
      },
      ...{ ...ends, found: found ? 'yes' : 'no', shown: shown.length, all: places.length, level, exact: kindOf(scene) },
    }),
  };
}

export function rankingText(scene: Scene, skills: readonly SkillRow[]): FigureText {
  const { m } = scene;
  const leaders = leadersOf(skills);
  const shown = skills.filter((skill) => isShown(skill.value));
  const list = formats(scene.language).list;
  const first = shown.slice(0, 3).map((skill) => skill.words);
  return {
    title:
      leaders.length > 0
        ? m('explore.ranking.finding', {
            count: leaders.length,
            leaders: list(leaders.map((one) => quoted(scene, one.label))),
            ...publishedOf(skills),
          })
        : m('explore.ranking.question', { ...unorderedOf(skills) }),
    subtitle: subtitle(scene, scene.figures.ranking, shown[0]?.value.n ?? null, placeWords(scene)),
    summary: m('explore.ranking.summary', {
      shown: shown.length,
      first: first.join('; '),
      place: atStart(placeWords(scene)),
    }),
  };
}

export function heatText(scene: Scene, cells: readonly HeatRow[]): FigureText {
  const { m, view } = scene;
  const skill = skillLabel(scene);
  const groups = groupsOf(cells, view.skill);
  const found = extremesOf(groups);
  const name = (cell: HeatRow | undefined) => inSentence(cell?.groupLabel ?? '');
  const ends = { high: name(found?.high), low: name(found?.low), ...rates(scene, found) };
  return {
    title: found
      ? m('explore.heat.finding', { skill, ...ends })
      : m('explore.heat.question', { skill, ...unorderedOf(groups) }),
    subtitle: [
      subtitle(scene, scene.figures.heat, everybodyN(scene), placeWords(scene), 'group'),
      ...(overlapping(scene) ? [m('explore.heat.overlap', { unit: scene.unit })] : []),
    ].join(' '),
    summary: m('explore.heat.summary', {
      ...{ skill, ...ends, found: found ? 'yes' : 'no' },
      ...{
        shown: cells.filter((cell) => isShown(cell.value)).length,
        all: cells.length,
        groups: groups.length,
        exact: kindOf(scene),
      },
    }),
  };
}

const kindOf = ({ exact = false }: Scene): 'yes' | 'no' => (exact ? 'yes' : 'no');

/** Of how many rows a figure is published, where some are withheld: what these say is unknown. */
function publishedOf(rows: readonly { readonly value: Value }[]) {
  const shown = rows.filter(({ value }) => isShown(value)).length;
  return { shown, partly: rows.some(({ value }) => value.state === 'not_published') ? 'yes' : 'no' };
}

/** A person has one sector, but may belong to several target groups. */
const overlapping = ({ frame }: Scene) =>
  frame.filters.some(({ key, role }) => key === 'group' && role === 'targetGroup');

/** Who was asked the chosen skill, all groups together; null when a group is chosen, or it is not published. */
function everybodyN({ view, held, figures }: Scene): number | null {
  if (held.group !== '') return null;
  return figures.ranking?.rows.find(({ category }) => category === view.skill)?.n ?? null;
}

/** The figure of everybody the filters leave, over all territories that the map is about. */
export function wholeOf(scene: Scene): Value {
  const { figures, view } = scene;
  const isInside = scopeOf(scene).kind === 'inside';
  const row = isInside ? figures.ranking?.rows.find(({ category }) => category === view.skill) : figures.whole?.rows[0];
  const { estimate = null, ciLow: low = null, ciHigh: high = null, se = null, cv = null, n = null } = row ?? {};
  return { state: row?.state ?? 'not_published', estimate, low, high, se, cv, n };
}

/**
 * Unit, base, respondents, period, who answered.
 * @param divided  a filter that does not hold because the figure is divided by it
 * @param what  the unit in words, where it is none of need
 */
export function subtitle(
  scene: Scene,
  figure: EstimateEnvelope | undefined,
  n: number | null,
  place?: string,
  divided?: FilterKey,
  what?: string,
): string {
  const { m, words, language, unit } = scene;
  const where = place ?? homeWords(scene);
  // "everybody, all countries" would say it twice
  const everyCountry = m('explore.everyCountry');
  const base = {
    unit,
    what: what ?? '',
    measure: what === undefined ? 'need' : 'other',
    who: whoWords(scene, divided) ?? (where === everyCountry ? 'none' : 'all'),
    place: where,
    wave: figure?.wave ?? '',
  };
  const day = figure?.snapshot ? formats(language).day(figure.snapshot.takenOn) : '';
  const dated = figure?.snapshot ? 'yes' : 'no';
  const sample = m(`explore.sample.${figure?.sampleType ?? 'open'}`);
  const told = { known: n === null ? 'no' : 'yes', n: words.count(n), dated, day, sample };
  return m('explore.subtitle', { ...base, ...told, weights: weightsOf(figure) });
}

/** `none` where each answer counts one in all that is shown, though others than those who answered are meant. */
export function weightsOf(figure: EstimateEnvelope | undefined): 'none' | 'some' {
  if (!figure || figure.sampleType === 'census') return 'some';
  const shown = figure.rows.filter(({ state }) => state === 'shown');
  return shown.length > 0 && shown.every(({ weights }) => weights === 'none') ? 'none' : 'some';
}

function rates({ words }: Scene, found: { high: { value: Value }; low: { value: Value } } | null) {
  return { highRate: found ? words.short(found.high.value) : '', lowRate: found ? words.short(found.low.value) : '' };
}
