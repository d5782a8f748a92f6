/** What a figure of the explore page gives to be cited. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import { valueOf } from '../chart/value.ts';
import { courseOf } from '../explore/course.ts';
import { choiceWords, homeWords, labelOf, quoted, skillLabel, territoryWords, type Scene } from '../explore/scene.ts';
import { isInside, scopeOf } from '../explore/scope.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import type { Topic } from '../explore/offer.ts';
import { exactly, levelRange, levelsOf, stepRowsOf, stepsOf } from '../explore/levels.ts';
import type { Words } from '../explore/words.ts';
import { formats } from '../format.ts';
import { inLanguage, inWords } from '../language.ts';
import type { CitedFigure, CitedRow } from './resolution.ts';

/** @param topic  the question that the rows answer; needs without one */
export function citedFigure(
  scene: Scene,
  survey: ExploredSurvey,
  envelope: EstimateEnvelope,
  name: (row: EstimateRow) => string,
  topic?: Topic,
): CitedFigure {
  const rows = envelope.rows.filter(isOnPage(scene)).map((row) => ({
    ...{ key: keyOf(scene, row), name: name(row), value: valueOf(row), within: withinOf(scene, row) },
    base: baseOf(scene, { where: { ...envelope.where, ...divisionOf(scene, row) } }),
  }));
  const about = { ...aboutOf(scene, survey, envelope), rows: byName(scene, rows) };
  return topic
    ? { ...about, kind: 'answer', question: topic.label[scene.language] }
    : { ...about, kind: 'need', question: '' };
}

/** Of each skill the level now and the level wanted: every one is a figure of its own. */
export function citedLevels(scene: Scene, survey: ExploredSurvey, envelope: EstimateEnvelope): CitedFigure {
  const steps = stepsOf(scene);
  const about = aboutOf(scene, survey, envelope);
  const rows = levelsOf(scene).flatMap(({ key, label, ...values }) =>
    (['now', 'wanted'] as const).map((end) => ({
      ...{ key: end === 'now' ? key : `${key} wanted`, value: values[end] },
      name: `${quoted(scene, label)} (${scene.m(`explore.levels.${end}`)})`,
      of: { wave: about.wave, day: about.day, figure: scene.figures[`${end}:${key}`]?.figure ?? '' },
      within: null,
    })),
  );
  const question = `${steps[0] ?? ''}–${steps.at(-1) ?? ''}`;
  return { ...about, kind: 'level', question, rows };
}

/** Who is at each level, now and wanted: every bar is a figure of its own, of those who answered its question. */
export function citedSteps(scene: Scene, survey: ExploredSurvey, envelope: EstimateEnvelope): CitedFigure {
  const about = aboutOf(scene, survey, envelope);
  const rows = stepRowsOf(scene).flatMap(({ figure, label, parts }) =>
    parts.map(({ key, label: step, value }) => ({
      ...{ key, name: `${quoted(scene, step)} (${label})`, value, within: null },
      of: { wave: about.wave, day: about.day, figure: scene.figures[figure]?.figure ?? '' },
    })),
  );
  return { ...about, kind: 'step', question: '', rows };
}

/** Levels are written as numbers of their scale. */
export const wordsOfLevels = (scene: Scene): Words => ({
  ...scene.words,
  short: (value) => (value.estimate === null ? scene.words.short(value) : exactly(scene, value.estimate)),
  range: (value) => levelRange(scene, value),
});

function byName<T extends { readonly name: string }>({ language }: Scene, rows: readonly T[]): T[] {
  const { compare } = new Intl.Collator(language);
  return rows.toSorted((a, b) => compare(a.name, b.name));
}

function aboutOf(scene: Scene, { title, synthetic }: ExploredSurvey, envelope: EstimateEnvelope) {
  const survey = inWords(title, scene.language);
  const { wave, snapshot, figure, interval, view, sampleType: sample } = envelope;
  return {
    ...{ survey, wave, interval, unit: scene.unit, exact: view === 'exact', invented: synthetic, figure: figure ?? '' },
    ...{ sample, page: figure === null ? '' : inLanguage(`/figure/${figure}`, scene.language) },
    day: snapshot ? formats(scene.language).day(snapshot.takenOn) : '',
    base: baseOf(scene, envelope),
  };
}

/** The chosen skill in each wave that asks the same: each row with the figure of its own wave. */
export function citedCourse(scene: Scene, survey: ExploredSurvey, envelope: EstimateEnvelope): CitedFigure {
  const waves = [envelope, ...Object.values(scene.waves)];
  const rows = courseOf(scene, envelope.wave).filter(({ comparison }) => comparison === 'same');
  const skill = quoted(scene, skillLabel(scene));
  const named = rows.map(({ key, label, value, figure }) => {
    const snapshot = waves.find((one) => one.wave === label)?.snapshot;
    const day = snapshot ? formats(scene.language).day(snapshot.takenOn) : '';
    const name = `${skill}, ${scene.m('compare.wave', { wave: label })}`;
    return { key, name, value, of: { wave: label, day, figure: figure ?? '' }, within: null };
  });
  return { ...aboutOf(scene, survey, envelope), kind: 'need', question: '', rows: named };
}

/** A map that is close to a territory shows those inside it alone. */
function isOnPage(scene: Scene): (row: EstimateRow) => boolean {
  const { kind, place } = scopeOf(scene);
  const inside = scene.frame.territories.filter((one) => kind === 'inside' && isInside(one, place));
  const codes = new Set(inside.map(({ code }) => code));
  return (row) => {
    const own = row[scene.frame.territory];
    return kind !== 'inside' || typeof own !== 'string' || codes.has(own);
  };
}

/** The skill and the group of a cell of the heat map. */
function withinOf(scene: Scene, row: EstimateRow): CitedRow['within'] {
  const group = scene.frame.filters.find(({ key }) => key === 'group');
  const member = group && row[group.variable];
  if (!group || typeof member !== 'string' || row.category === null) return null;
  const label = skillLabel(scene, row.category);
  return { skill: row.category, label, member: labelOf(scene, group.choices, member) };
}

/** The codes of a row, as the charts and tables call it. */
function keyOf({ frame, view }: Scene, row: EstimateEnvelope['rows'][number]): string {
  const group = frame.filters.find(({ key }) => key === 'group')?.variable ?? '';
  const place = row[frame.territory];
  if (typeof place === 'string') return place;
  const member = row[group];
  return typeof member === 'string' ? `${row.category} ${member}` : (row.category ?? view.skill);
}

/** The territory and the group that a row is of, as filters say them. */
function divisionOf({ frame }: Scene, row: EstimateRow): Record<string, string[]> {
  const variables = [frame.territory, ...frame.filters.map(({ variable }) => variable)];
  return Object.fromEntries(
    variables.flatMap((name) => (typeof row[name] === 'string' ? [[name, [row[name]]] as const] : [])),
  );
}

/** Whom the figure is about, by its own filters: "Basilicata, donne". */
export function baseOf(scene: Scene, { where }: Pick<EstimateEnvelope, 'where'>): string {
  const { frame } = scene;
  const places = (where[frame.territory] ?? []).flatMap((code) => {
    const place = frame.territories.find((one) => one.code === code);
    return place ? [territoryWords(scene, place)] : [code];
  });
  const who = frame.filters.flatMap(({ variable, role, choices }) =>
    choices.filter(({ code }) => where[variable]?.includes(code)).map((choice) => choiceWords(scene, role, choice)),
  );
  return [...(places.length > 0 ? places : [homeWords(scene)]), ...who].join(', ');
}
