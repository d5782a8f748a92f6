/** The method note of a survey: sections of plain sentences, all from what the program holds. */
import type { Language } from '../../../survey/contract.ts';
import { atStart } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';
import { dimensionName, type NoteItems, type NoteParts, type Told } from './told.ts';
import { rangeLines, weightItems, weightLines } from './weights.ts';

/** `items` stand as a list under the sentences. */
export interface NoteSection {
  readonly key: SectionKey;
  readonly title: string;
  readonly lines: readonly string[];
  readonly items?: NoteItems;
}

type SectionKey =
  'frame' | 'collection' | 'response' | 'groups' | 'weights' | 'range' | 'release' | 'coverage' | 'limits' | 'cite';

/** @param parts  all of one survey */
export function methodNote(parts: NoteParts, language: Language, m: Messages): NoteSection[] {
  const told = { parts, language, m, format: formats(language) };
  const section = (key: SectionKey, lines: readonly string[], items?: NoteItems) => ({
    ...{ key, title: m(`method.${key}.title`), lines },
    ...(items && items.length > 0 && { items }),
  });
  return [
    section('frame', frameLines(told)),
    section('collection', collectionLines(told)),
    section('response', responseLines(told)),
    ...(parts.facts.groups.length > 0 ? [section('groups', [m('method.groups.text')], groupItems(told))] : []),
    section('weights', weightLines(told), weightItems(told)),
    section('range', rangeLines(told)),
    section('release', releaseLines(told)),
    section('coverage', [m('method.coverage.text')], coverageItems(told)),
    section('limits', [], limitItems(told)),
    section('cite', citeLines(told)),
  ];
}

/** How people came to be asked; of a sample also the list that it was drawn from. */
function frameLines(told: Told): string[] {
  const { parts, m, format } = told;
  const { frame } = parts.facts;
  const way = m(`method.frame.${parts.survey.sampleType}`);
  if (frame === null) return [way];
  const { source, year, strata } = frame;
  const counts = { drawn: format.count(frame.drawn), population: format.count(frame.population) };
  return [way, m('method.frame.list', { source, year, strata, ...counts, by: dimensionName(told, frame.dimension) })];
}

function collectionLines({ parts: { survey, facts }, m, format: { day, list } }: Told): string[] {
  const versions = facts.versions.map(String);
  return [
    m('method.collection.mode'),
    m('method.collection.dates', { from: day(survey.opensOn), to: day(survey.closesOn) }),
    m('method.collection.instrument', {
      minutes: survey.minutes,
      version: survey.version,
      versions: list(versions),
      n: versions.length,
    }),
  ];
}

/** How many arrived, how many of them the figures are about, and the rate where it is known how many were drawn. */
function responseLines(told: Told): string[] {
  const { parts, m, format } = told;
  const { survey, facts } = parts;
  const { snapshot, frame } = facts;
  const arrived = m('method.response.live', { n: survey.responses, count: format.count(survey.responses) });
  const marks = [m('guard.rule'), m('guard.rule.why')];
  if (snapshot === null)
    return [arrived, m('method.response.unpublished'), m(`method.response.${survey.sampleType}`), ...marks];
  const { id, takenOn, responses } = snapshot;
  const rate = frame && { count: format.count(responses), drawn: format.count(frame.drawn) };
  return [
    arrived,
    m('method.response.published', {
      ...{ id, day: format.day(takenOn), count: format.count(responses) },
      others: survey.responses > responses ? 'yes' : 'no',
    }),
    aboutLine(told, responses),
    rate && frame
      ? m('method.response.rate', { ...rate, rate: format.percent(responses / frame.drawn) })
      : m(`method.response.${survey.sampleType}`),
    ...marks,
  ];
}

/** Published figures are about those who told everything that the release plan divides by. */
function aboutLine(told: Told, responses: number): string {
  const { parts, m, format } = told;
  const { about, dimensions } = parts.facts;
  return m('method.response.about', {
    ...{ n: about ?? 0, known: about === null ? 'no' : 'yes', about: format.count(about ?? 0) },
    ...{ left: responses - (about ?? responses), unit: parts.survey.unit },
    names: format.list(dimensions.map((name) => dimensionName(told, name))),
  });
}

function groupItems({ parts: { facts }, language, m }: Told): NoteItems {
  return facts.groups.map(({ label, rule, flagged }) => ({
    term: label[language],
    text: m('method.groups.rule', {
      rule: atStart(rule[language]),
      flagged: flagged ? 'yes' : 'no',
      k: facts.sensitiveK,
    }),
  }));
}

function releaseLines(told: Told): string[] {
  const { parts, m, format } = told;
  const { k, sensitiveK, sizes, closing, dimensions, pairs } = parts.facts;
  if (sizes.length === 0) return [m('method.release.byName')];
  const names = dimensions.map((name) => dimensionName(told, name));
  const plan = { sizes: format.list(sizes.map(format.count)), closing: closing ? 'yes' : 'no' };
  return [
    m('method.release.k', { k, sensitive: sensitiveK, unit: parts.survey.unit }),
    m('method.release.plan', plan),
    m('method.release.tables', { names: format.list(names), pairs }),
  ];
}

/** How many categories of each dimension are published, and how many respondents stand in them. */
function coverageItems(told: Told): NoteItems {
  const { parts, m, format } = told;
  const { count } = format;
  return parts.coverage.dimensions.map(({ dimension, rows }) => {
    const shown = rows.filter(({ state }) => state === 'shown');
    const [name = '', level] = dimension.split(':');
    return {
      term: dimensionName(told, level ?? name),
      text: m('method.coverage.item', {
        ...{ shown: count(shown.length), all: count(rows.length), none: shown.length === 0 ? 'yes' : 'no' },
        n: count(shown.reduce((sum, row) => sum + (row.n ?? 0), 0)),
      }),
    };
  });
}

type Limit = 'volunteers' | 'weights' | 'partial' | 'colluding' | 'few' | 'known' | 'live' | 'demo';

function limitItems(told: Told): NoteItems {
  const { parts, m, format } = told;
  const { survey, facts } = parts;
  const known = new Set(facts.weights?.margins.flatMap(({ dimensions }) => dimensions));
  const names = format.list([...known].map((name) => dimensionName(told, name)));
  const limit = (key: Limit) => ({
    term: m(`method.limit.${key}`),
    text: m(`method.limit.${key}Text`, { k: facts.k, unit: survey.unit, names }),
  });
  const isOpen = survey.sampleType === 'open';
  return [
    ...(survey.synthetic ? [limit('demo')] : []),
    ...(isOpen ? [limit('volunteers')] : []),
    ...(isOpen && known.size > 0 ? [limit('weights')] : []),
    ...(['partial', 'few', 'colluding', 'known', 'live'] as const).map(limit),
  ];
}

function citeLines({ parts: { survey, programme, facts, address }, language, m, format: { day } }: Told): string[] {
  const { snapshot } = facts;
  return [
    m('method.cite.how', {
      ...{ owner: inWords(programme.owner, language), programme: inWords(programme.title, language) },
      ...{ title: inWords(survey.title, language), wave: survey.wave, address },
      ...{ known: snapshot ? 'yes' : 'no', id: snapshot?.id ?? '', day: snapshot ? day(snapshot.takenOn) : '' },
    }),
    m('method.cite.figures'),
    m('method.cite.licence', { owner: inWords(programme.owner, language) }),
  ];
}
