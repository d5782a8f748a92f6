/** Several voices on the same skills: places within each, never one share minus another. */
import type { ComparedFigure, VoiceComparison, VoiceRow } from '../contract.ts';
import { codesOf, type Asking } from './asking.ts';
import { notAsked, type ReadSide } from './figures.ts';
import { disagreementOf, placeRanges, type PlaceRange } from './rank.ts';

/** The surveys that share skills with another one; of several waves the newest. */
export function voicesOf(surveys: readonly Asking[]): Asking[] {
  const newest = new Map<string, Asking>();
  for (const asking of surveys) {
    const { instrument, wave } = asking.entry.compiled;
    const before = newest.get(instrument);
    if (!before || before.entry.compiled.wave <= wave) newest.set(instrument, asking);
  }
  const all = [...newest.values()];
  const shares = (one: Asking, other: Asking) => {
    const codes = new Set(codesOf(other));
    return one !== other && codesOf(one).some((code) => codes.has(code));
  };
  return all.filter((one) => all.some((other) => shares(one, other)));
}

export function compareVoices(programme: string, sides: readonly ReadSide[]): VoiceComparison {
  const skills = commonTo(sides.map(({ asking }) => asking));
  const places = sides.map((side) => placeRanges(skills.map((skill) => figureIn(side, skill))));
  const rows = skills.map((skill, at): VoiceRow => {
    const own = places.map((voice) => voice[at] ?? null);
    const found = disagreementOf(own);
    return {
      skill,
      places: sides.map((side, voice) => ({ figure: figureIn(side, skill), ...(own[voice] ?? nowhere) })),
      disagreement: found && found.gap,
      between: found && found.gap > 0 ? [surveyOf(sides, found.between[0]), surveyOf(sides, found.between[1])] : null,
    };
  });
  return { kind: 'voices', programme, sides: sides.map(({ side }) => side), rows: rows.toSorted(byDisagreement) };
}

/** Skills that every voice was asked about, in the order of the first. */
function commonTo(voices: readonly Asking[]): string[] {
  const [first, ...others] = voices.map(codesOf);
  return (first ?? []).filter((code) => others.every((codes) => codes.includes(code)));
}

const nowhere = { place: null, from: null, to: null } as const satisfies Record<keyof PlaceRange, null>;
const figureIn = ({ figures }: ReadSide, skill: string): ComparedFigure => figures.get(skill) ?? notAsked;
const surveyOf = (sides: readonly ReadSide[], at: number): string => sides[at]!.side.survey;

/** Then by the best place that any voice gives it. */
const byDisagreement = (x: VoiceRow, y: VoiceRow): number =>
  (y.disagreement ?? -1) - (x.disagreement ?? -1) || bestOf(x) - bestOf(y);

const bestOf = ({ places }: VoiceRow): number =>
  Math.min(...places.map(({ place }) => place ?? Number.MAX_SAFE_INTEGER));
