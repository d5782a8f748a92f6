/** The thermometer in words: how those who answered differ from the population. */
import type { Thermometer, ThermometerItem } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { inSentence, quoted } from '../explore/scene.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

/** Points at which the mark reaches its end. */
const widest = 20;

/**
 * `mark`: from −1 (as far below the population as is drawn) to 1; null where nothing was published of those who answered.
 */
export interface ThermometerLine {
  readonly key: string;
  readonly words: string;
  readonly mark: number | null;
}

export interface ThermometerWords {
  readonly reading: Thermometer['reading'];
  readonly title: string;
  readonly lines: readonly ThermometerLine[];
  /** what was compared, and the rule of the reading; null where nothing was */
  readonly rule: string | null;
  readonly sources: readonly { readonly text: string; readonly url: string | null }[];
  /** that the source tells joined classes only; null where it tells each */
  readonly joined: string | null;
  /** what has no benchmark; null when everything has */
  readonly missing: string | null;
}

const told = new WeakMap<Thermometer, Map<Language, ThermometerWords>>();

/** The same words for the same thermometer: it stands under every chart of a page, whatever is filtered. */
export function thermometerWords(thermometer: Thermometer, language: Language, m: Messages): ThermometerWords {
  const known = told.get(thermometer) ?? new Map<Language, ThermometerWords>();
  const words = known.get(language) ?? say(thermometer, language, m);
  told.set(thermometer, known.set(language, words));
  return words;
}

function say(thermometer: Thermometer, language: Language, m: Messages): ThermometerWords {
  const { reading, items, missing } = thermometer;
  const { list, count } = formats(language);
  // one place needs no name
  const several = new Set(items.map(({ place }) => place?.it)).size > 1;
  const compared = items.flatMap(({ n }) => n ?? []);
  return {
    reading,
    title: m('thermometer.title', { reading }),
    lines: items.map((item, at) => lineOf(several ? item : { ...item, place: null }, at, language, m)),
    rule: compared.length === 0 ? null : m('thermometer.rule', { n: count(Math.max(...compared)) }),
    joined: items.some(({ categories }) => categories.length > 1) ? m('thermometer.joined') : null,
    sources: sourcesOf(items, language),
    missing:
      missing.length === 0 && items.length > 0
        ? null
        : m('thermometer.missing', {
            count: missing.length,
            list: list(missing.map(({ label }) => quoted({ language }, inSentence(label[language])))),
          }),
  };
}

function lineOf(item: ThermometerItem, at: number, language: Language, m: Messages): ThermometerLine {
  const { percent, number } = formats(language);
  const { respondents, population, difference } = item;
  // of the shares as they are told, so that a reader who subtracts them finds the same
  const tenths = Math.round((respondents ?? 0) * 1000) - Math.round(population * 1000);
  return {
    key: String(at),
    words: m('thermometer.item', {
      ...{ what: whatOf(item, language, m), known: respondents === null ? 'no' : 'yes' },
      ...{ respondents: percent(respondents ?? 0, 1), population: percent(population, 1) },
      ...{ tenths: Math.abs(tenths), points: number(Math.abs(tenths) / 10) },
      direction: tenths === 0 ? 'same' : tenths > 0 ? 'more' : 'less',
    }),
    mark: difference === null ? null : Math.max(-1, Math.min(1, (difference * 100) / widest)),
  };
}

/** "Donne"; "Età: 16–24, 25–29"; with the place where several are compared. */
function whatOf({ role, label, categories, place }: ThermometerItem, language: Language, m: Messages): string {
  const [only] = categories;
  const named =
    role === 'sex' && (only?.code === 'f' || only?.code === 'm')
      ? m(`thermometer.sex.${only.code}`)
      : `${label[language]}: ${runsOf(categories.map((one) => one.label[language]))}`;
  return place === null ? named : m('thermometer.in', { what: named, place: place[language] });
}

/** "16–24, 25–29" → "16–29": classes that follow each other are told as one. */
function runsOf(labels: readonly string[]): string {
  const bounds = labels.map((label) => /^(\d+)[–-](\d+)$|^(\d+) (.+)$/.exec(label));
  const [first, last] = [bounds[0], bounds.at(-1)];
  const follow = bounds.every(
    (bound, at) => at === 0 || Number(bound?.[1] ?? bound?.[3]) === endOf(bounds[at - 1]) + 1,
  );
  if (labels.length < 2 || !follow || !first || !last) return labels.join(', ');
  return last[2] === undefined ? `${first[1]} ${last[4]}` : `${first[1]}–${last[2]}`;
}

const endOf = (bound: RegExpExecArray | null | undefined): number => Number(bound?.[2] ?? Number.NaN);

function sourcesOf(items: readonly ThermometerItem[], language: Language): ThermometerWords['sources'] {
  const all = items.map(({ source, year, url }) => ({ text: `${source[language]}, ${year}`, url }));
  return all.filter((one, at) => all.findIndex(({ text }) => text === one.text) === at);
}
