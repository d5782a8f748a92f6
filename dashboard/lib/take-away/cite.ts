/** What a figure of the explore page gives to be cited. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import { valueOf } from '../chart/value.ts';
import { courseOf } from '../explore/course.ts';
import { choiceWords, homeWords, quoted, skillLabel, territoryWords, type Scene } from '../explore/scene.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { CitedFigure } from './resolution.ts';

export function citedFigure(
  scene: Scene,
  { title, synthetic }: ExploredSurvey,
  envelope: EstimateEnvelope,
  name: (row: EstimateRow) => string,
): CitedFigure {
  const survey = inWords(title, scene.language);
  const { wave, snapshot, figure, interval, view, rows } = envelope;
  const named = rows.map((row) => ({ key: keyOf(scene, row), name: name(row), value: valueOf(row) }));
  return {
    ...{ survey, wave, interval, unit: scene.unit, exact: view === 'exact', invented: synthetic, figure: figure ?? '' },
    day: snapshot ? formats(scene.language).day(snapshot.takenOn) : '',
    base: baseOf(scene, envelope),
    rows: named.toSorted((a, b) => a.name.localeCompare(b.name, scene.language)),
  };
}

/** The chosen skill in each wave that asks the same: each row with the figure of its own wave. */
export function citedCourse(scene: Scene, survey: ExploredSurvey, envelope: EstimateEnvelope): CitedFigure {
  const own = citedFigure(scene, survey, envelope, () => '');
  const waves = [envelope, ...Object.values(scene.waves)];
  const rows = courseOf(scene, envelope.wave).filter(({ comparison }) => comparison === 'same');
  const skill = quoted(scene, skillLabel(scene));
  const named = rows.map(({ key, label, value, figure }) => {
    const snapshot = waves.find((one) => one.wave === label)?.snapshot;
    const day = snapshot ? formats(scene.language).day(snapshot.takenOn) : '';
    const name = `${skill}, ${scene.m('compare.wave', { wave: label })}`;
    return { key, name, value, of: { wave: label, day, figure: figure ?? '' } };
  });
  return { ...own, rows: named };
}

/** The codes of a row, as the charts and tables call it. */
function keyOf({ frame, view }: Scene, row: EstimateEnvelope['rows'][number]): string {
  const group = frame.filters.find(({ key }) => key === 'group')?.variable ?? '';
  const place = row[frame.territory];
  if (typeof place === 'string') return place;
  const member = row[group];
  return typeof member === 'string' ? `${row.category} ${member}` : (row.category ?? view.skill);
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
