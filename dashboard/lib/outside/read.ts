/** What other sources say about a programme's skills, in words that a page may show as they are. */
import type { ExternalFigure, Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Services } from '../services.ts';

/** A figure on the scale of its own series: `part` of the largest one, between 0 and 1. */
export interface OutsideLine {
  readonly key: string;
  readonly label: string;
  readonly skill: string | null;
  readonly place: string;
  readonly value: string;
  readonly part: number;
  readonly note: string;
}

/** Figures of one source, period and unit: only these stand on one scale. */
export interface OutsideSeries {
  readonly key: string;
  readonly source: string;
  readonly vintage: string;
  readonly unit: string;
  readonly licence: string;
  readonly lines: readonly OutsideLine[];
}

/** @param skill  that one alone; else all that name a skill of the programme. @throws Problem not_found */
export async function outsideOf(
  { series }: Services,
  programme: string,
  language: Language,
  skill?: string,
): Promise<OutsideSeries[]> {
  const figures = await series.figures(programme, skill);
  const named = figures.filter((figure) => figure.skill !== null);
  const groups = Map.groupBy(named, ({ source, vintage, unit, licence }) =>
    JSON.stringify([source, vintage, unit, licence]),
  );
  return [...groups].map(([key, all]) => seriesOf(key, all, language));
}

function seriesOf(key: string, all: readonly ExternalFigure[], language: Language): OutsideSeries {
  const { source, vintage, unit, licence } = all[0]!;
  const most = Math.max(...all.map(({ value }) => Math.abs(value)));
  const { number } = formats(language);
  const lines = all
    .toSorted((one, other) => other.value - one.value)
    .map(({ label, skill, place, territory, value, note }): OutsideLine => ({
      key: JSON.stringify([label, skill, territory, value]),
      ...{ label, skill, place: place[language], value: number(value, 2), note },
      part: most === 0 ? 0 : Math.max(0, value) / most,
    }));
  return { key, source, vintage, unit, licence, lines };
}
