/** The method note of a survey: sections of plain sentences, all from what the program holds. */
import type { Coverage, EstimateEnvelope, MethodFacts } from '../../../analytics/contract.ts';
import type { Codebook, Language, ProgrammeSummary, SurveySummary } from '../../../survey/contract.ts';
import { atStart } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';

/** `items` stand as a list under the sentences. */
export interface NoteSection {
  readonly key: SectionKey;
  readonly title: string;
  readonly lines: readonly string[];
  readonly items?: readonly { readonly term: string; readonly text: string }[];
}

export interface NoteParts {
  readonly survey: SurveySummary;
  readonly programme: ProgrammeSummary;
  readonly codebook: Codebook;
  readonly facts: MethodFacts;
  readonly coverage: Coverage;
  /** one figure of the survey: its weights and its range are those of all */
  readonly figure: EstimateEnvelope | null;
  /** the address of the note */
  readonly address: string;
}

type SectionKey =
  'frame' | 'collection' | 'response' | 'groups' | 'weights' | 'range' | 'release' | 'coverage' | 'limits' | 'cite';

/** @param parts  all of one survey */
export function methodNote(parts: NoteParts, language: Language, m: Messages): NoteSection[] {
  const told = { parts, language, m, format: formats(language) };
  const section = (key: SectionKey, lines: readonly string[], items?: NoteSection['items']) => ({
    ...{ key, title: m(`method.${key}.title`), lines },
    ...(items && items.length > 0 && { items }),
  });
  return [
    section('frame', [m(`method.frame.${parts.survey.sampleType}`)]),
    section('collection', collectionLines(told)),
    section('response', responseLines(told)),
    ...(parts.facts.groups.length > 0 ? [section('groups', [m('method.groups.text')], groupItems(told))] : []),
    section('weights', [m('method.weights.text', weightsOf(parts))]),
    section('range', [m(`method.range.${parts.survey.sampleType}`)]),
    section('release', releaseLines(told)),
    section('coverage', [m('method.coverage.text')], coverageItems(told)),
    section('limits', [], limitItems(told)),
    section('cite', citeLines(told)),
  ];
}

interface Told {
  readonly parts: NoteParts;
  readonly language: Language;
  readonly m: Messages;
  readonly format: ReturnType<typeof formats>;
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

/** The frame is the body's own list and is not held here: there is no rate to tell. */
function responseLines({ parts: { survey, facts }, m, format: { count, day } }: Told): string[] {
  const { snapshot } = facts;
  return [
    m('method.response.live', { n: survey.responses, count: count(survey.responses) }),
    snapshot
      ? m('method.response.published', {
          id: snapshot.id,
          day: day(snapshot.takenOn),
          count: count(snapshot.responses),
        })
      : m('method.response.unpublished'),
    m(`method.response.${survey.sampleType}`),
  ];
}

function groupItems({ parts: { facts }, language, m }: Told): NoteSection['items'] {
  return facts.groups.map(({ label, rule, flagged }) => ({
    term: label[language],
    text: m('method.groups.rule', { rule: atStart(rule[language]), flagged: flagged ? 'yes' : 'no' }),
  }));
}

const weightsOf = ({ figure }: NoteParts) => ({
  kind: figure?.weights.kind ?? 'none',
  version: figure?.weights.version ?? 0,
});

function releaseLines({ parts: { survey, facts, codebook }, language, m, format: { count, list } }: Told): string[] {
  const { k, sizes, closing, dimensions, pairs } = facts;
  const names = dimensions.map((name) => dimensionName(codebook, name, language, m));
  return [
    m('method.release.k', { k, unit: survey.unit }),
    m('method.release.plan', { sizes: list(sizes.map(count)), closing: closing ? 'yes' : 'no' }),
    m('method.release.tables', { names: list(names), pairs }),
  ];
}

const levels = ['country', 'region', 'province', 'area', 'municipality'] as const;

/** A dimension of the release plan: a level of territory, or a variable. */
function dimensionName({ variables }: Codebook, name: string, language: Language, m: Messages): string {
  const level = levels.find((one) => one === name);
  if (level) return m('method.level', { level });
  return variables.find((one) => one.name === name)?.label[language].toLocaleLowerCase(language) ?? name;
}

/** How many categories of each dimension are published, and how many respondents stand in them. */
function coverageItems({ parts: { coverage, codebook }, language, m, format: { count } }: Told): NoteSection['items'] {
  return coverage.dimensions.map(({ dimension, rows }) => {
    const shown = rows.filter(({ state }) => state === 'shown');
    const [name = '', level] = dimension.split(':');
    return {
      term: level ? dimensionName(codebook, level, language, m) : dimensionName(codebook, name, language, m),
      text: m('method.coverage.item', {
        ...{ shown: count(shown.length), all: count(rows.length), none: shown.length === 0 ? 'yes' : 'no' },
        n: count(shown.reduce((sum, row) => sum + (row.n ?? 0), 0)),
      }),
    };
  });
}

function limitItems({ parts: { survey, facts }, m }: Told): NoteSection['items'] {
  const limit = (key: 'volunteers' | 'partial' | 'colluding' | 'few' | 'demo') => ({
    term: m(`method.limit.${key}`),
    text: m(`method.limit.${key}Text`, { k: facts.k, unit: survey.unit }),
  });
  return [
    ...(survey.synthetic ? [limit('demo')] : []),
    ...(survey.sampleType === 'open' ? [limit('volunteers')] : []),
    ...[limit('partial'), limit('few'), limit('colluding')],
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
