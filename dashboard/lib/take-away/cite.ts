/** What a figure of the explore page gives to be cited. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import { valueOf } from '../chart/value.ts';
import { choiceWords, homeWords, territoryWords, type Scene } from '../explore/scene.ts';
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
  const { compare } = new Intl.Collator(scene.language);
  return {
    ...{ survey, wave, interval, unit: scene.unit, exact: view === 'exact', invented: synthetic, figure: figure ?? '' },
    day: snapshot ? formats(scene.language).day(snapshot.takenOn) : '',
    base: baseOf(scene, envelope),
    rows: named.toSorted((a, b) => compare(a.name, b.name)),
  };
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
