/** The chapter of a survey: who answered, needs, groups, territories, levels, and how training is wanted. */
import type { Variable } from '../../../survey/contract.ts';
import { thermometerWords } from '../explain/thermometer.ts';
import { formats } from '../format.ts';
import { promiseMap, type PromiseMap } from '../programme/promise-map.ts';
import type { Services } from '../services.ts';
import { rangeBlock, sharesOf, type Block } from './block.ts';
import { isAsking, needsOf } from './brief.ts';
import { compositionOf } from './composition.ts';
import type { Listed } from './figure.ts';
import { heatOf } from './heat.ts';
import { levelsOf } from './levels.ts';
import { inPairs, type Item, type Part } from './part.ts';
import { everybody, scopesOf, type Scope } from './place.ts';
import type { PaperSurvey, Source } from './source.ts';

export interface Chapter {
  readonly key: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly listed: readonly Listed[];
}

/** Roles that are told of every survey, in this order. */
const told = [
  'intention',
  'mode',
  'time',
  'distance',
  'hours',
  'barrier',
  'device',
  'connection',
  'pastTraining',
  'fund',
];
const rows = { needs: 24, heat: 24, shares: 10, levels: 8, further: 8 } as const;
const wanted = { needs: { least: 8, usual: 15 }, heat: { least: 8, usual: 12 } } as const;

export async function chapterOf(services: Services, source: Source, survey: PaperSurvey): Promise<Chapter> {
  const { language } = source;
  const { summary } = survey;
  const parts: Part[] = [await answeredPart(source, survey)];
  const scopes = wholeOf(source, survey);
  if (isAsking(survey)) parts.push(...(await needParts(services, source, survey, scopes)));
  parts.push(...(await shareParts(source, survey, scopes)));
  if (parts.length === 1) parts.push(nothing(source, survey));
  return { key: summary.id, title: summary.title[language], parts, listed: listedOf(parts) };
}

/** How training is wanted, two figures side by side. */
async function shareParts(source: Source, survey: PaperSurvey, scopes: readonly Scope[]): Promise<Part[]> {
  const blocks: Block[] = [];
  for (const variable of variablesOf(survey)) {
    const title = variable.label[source.language];
    const block = await rangeBlock(source, survey, scopes, sharesOf(variable, title, title, rows.shares));
    if (block.ranges) blocks.push(block);
  }
  return inPairs(blocks, source.m('paper.column.answer'));
}

const wholeOf = ({ language, m }: Source, { frame }: PaperSurvey): Scope[] =>
  frame ? scopesOf(frame, null, language, m) : [everybody(m)];

async function needParts(
  services: Services,
  source: Source,
  survey: Parameters<typeof needsOf>[1],
  scopes: readonly Scope[],
): Promise<Part[]> {
  const { m, language } = source;
  const head = m('paper.column.skill');
  const needs = await rangeBlock(source, survey, scopes, needsOf(source, survey, m('paper.needs'), rows.needs, false));
  const heat = await heatOf(source, survey, scopes, { rows: rows.heat, title: m('paper.groups') });
  const map = await promiseMap(services, [survey.summary], language, m);
  const levels = await levelsOf(source, survey, scopes, rows.levels);
  return [
    { kind: 'block', block: needs, head, rows: wanted.needs },
    ...(heat ? [{ kind: 'heat', heat, rows: wanted.heat } as const] : []),
    ...(map?.takenOn ? [{ kind: 'map', map, figure: map.explained?.figure?.id ?? null } as const] : []),
    ...(levels ? [{ kind: 'levels', levels } as const] : []),
  ];
}

/** By role where the survey has these; of one without needs whatever is counted and divides nothing. */
function variablesOf({ codebook, frame }: PaperSurvey): Variable[] {
  const counted = codebook.variables.filter(
    ({ type, categories }) => type !== 'number' && type !== 'text' && categories.length > 1,
  );
  const known = told.flatMap((role) => counted.filter((one) => one.role === role));
  if (frame !== null) return known;
  const own = counted.filter(({ role, dimension }) => !dimension && role !== 'levelNow' && role !== 'levelWanted');
  return [...known, ...own.filter((one) => !known.includes(one))].slice(0, rows.further);
}

/** How many answered, by everything that divides figures alone; and how far they are from the population. */
async function answeredPart(source: Source, survey: PaperSurvey): Promise<Part> {
  const { m, language } = source;
  const { summary, facts, codebook, thermometer } = survey;
  const { count, day } = formats(language);
  const { snapshot } = facts;
  const items: Item[] = [
    {
      term: m('paper.answers'),
      text: m('paper.answersText', {
        ...{ n: snapshot?.responses ?? 0, count: count(snapshot?.responses ?? 0), unit: summary.unit },
        ...{ dated: snapshot ? 'yes' : 'no', day: snapshot ? day(snapshot.takenOn) : '', sample: summary.sampleType },
      }),
    },
  ];
  const dividing = codebook.variables.filter(
    ({ dimension, role, categories }) => dimension && role !== 'territory' && categories.length > 0,
  );
  items.push(...(await compositionOf(source, survey, dividing, everybody(m))));
  const words = thermometerWords(thermometer, language, m);
  return {
    kind: 'items',
    title: m('paper.whoAnswered'),
    items: [
      ...items,
      {
        term: m('paper.thermometer'),
        text: [words.title, ...words.lines.map((one) => one.words)].map(asSentence).join(' '),
      },
    ],
  };
}

const asSentence = (words: string) => (words.endsWith('.') ? words : `${words}.`);

function nothing({ m }: Source, { facts, summary }: PaperSurvey): Part {
  const text = facts.snapshot
    ? m('paper.withheld', { k: facts.k, unit: summary.unit })
    : m('paper.unpublished', { size: facts.sizes[0] ?? 0, n: summary.responses });
  return { kind: 'text', title: m('paper.nothing'), lines: [{ text }] };
}

export const listedOf = (parts: readonly Part[]): Listed[] =>
  parts.flatMap((part) => {
    if (part.kind === 'block') return part.block.listed;
    if (part.kind === 'pair') return part.blocks.flatMap(({ listed }) => listed);
    if (part.kind === 'heat') return part.heat.listed;
    if (part.kind === 'text') return part.lines.flatMap(({ figure }) => figure ?? []);
    if (part.kind === 'items') return part.items.flatMap(({ figure }) => figure ?? []);
    if (part.kind === 'map') return mapListed(part.map, part.figure);
    return part.kind === 'levels' ? part.levels.listed : [];
  });

function mapListed({ marks, text }: PromiseMap, figure: string | null): Listed[] {
  const [first] = marks.filter(({ place }) => place !== null);
  return figure !== null && first ? [{ id: figure, what: text.title, row: first.name, number: first.short }] : [];
}
