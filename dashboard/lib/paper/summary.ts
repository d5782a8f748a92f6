/** The summary of a report: only what survives its range, each sentence with its figure. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { isShown } from '../chart/value.ts';
import { firstsOf } from '../chart/order.ts';
import { extremesOf, leadersOf } from '../explore/finding.ts';
import { atStart, inSentence, quoted } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { rangeBlock, type Block } from './block.ts';
import { isAsking, needsOf } from './brief.ts';
import { inPairs, type Part, type Told } from './part.ts';
import { scopesOf } from './place.ts';
import { namedRows, partlyOf } from './ranges.ts';
import type { PaperSurvey, Source } from './source.ts';

type Asking = Parameters<typeof isAsking>[0] & { readonly frame: NonNullable<PaperSurvey['frame']> };

export async function summaryOf(source: Source): Promise<Part[]> {
  const { m, language } = source;
  const parts: Part[] = [{ kind: 'text', title: null, lines: [{ text: m('paper.summary.rule') }] }];
  for (const survey of source.surveys) {
    const lines = isAsking(survey) ? await findings(source, survey) : [];
    const own = lines.length > 0 ? lines : [{ text: m('paper.summary.none') }];
    const title = `${survey.summary.title[language]} (${m(`explore.sample.${survey.summary.sampleType}`)})`;
    parts.push({ kind: 'text', title, lines: [...own, thermometer(source, survey)] });
  }
  return parts;
}

/** Needs that each survey shows first in its ranking. */
const first = 5;

/** The ranking of each survey in short, two side by side. */
export async function firstNeeds(source: Source): Promise<Part[]> {
  const { m, language } = source;
  const blocks: Block[] = [];
  for (const survey of source.surveys.filter(isAsking)) {
    const title = `${m('paper.needs')}: ${survey.summary.title[language]}`;
    const scopes = scopesOf(survey.frame, null, language, m);
    const block = await rangeBlock(source, survey, scopes, needsOf(source, survey, title, first, false));
    if (block.ranges) blocks.push(block);
  }
  return inPairs(blocks, m('paper.column.skill'));
}

async function findings(source: Source, survey: Asking): Promise<Told[]> {
  const { m, language } = source;
  const scope = scopesOf(survey.frame, null, language, m).at(-1);
  const where = scope?.where ?? '';
  const envelope = await survey.ask({ variable: survey.frame.need, where });
  const skills = namedRows(envelope, { choices: survey.frame.skills, language });
  const top = skills[0];
  if (!top || !isShown(top.value)) return [];
  return [
    { text: needWords(source, survey, skills), figure: listed(envelope, m('paper.needs'), top, survey) },
    ...(await apart(source, survey, top, 'area')),
    ...(await apart(source, survey, top, 'group')),
  ];
}

type Named = ReturnType<typeof namedRows>;

/** The first of the ranking where they lead, else how many may come first. */
function needWords({ m, language }: Source, { words }: Asking, skills: Named): string {
  const { list } = formats(language);
  const told = ({ label, value }: Named[number]) => `${quoted({ language }, label)} (${words.full(value)})`;
  const leaders = leadersOf(skills);
  if (leaders.length > 0)
    return m('paper.summary.leaders', {
      ...{ count: leaders.length, leaders: list(leaders.map(told)), partly: partlyOf(skills) },
    });
  const firsts = firstsOf(skills);
  if (firsts.length < 2) return m('paper.summary.unsure', { first: list(skills.slice(0, 1).map(told)) });
  return m('paper.summary.tied', { count: firsts.length, first: list(firsts.slice(0, 3).map(told)) });
}

/** Where, or among whom, the skill needed most is stated most and least, if that difference survives. */
async function apart(
  source: Source,
  survey: Asking,
  { code, label }: Named[number],
  by: 'area' | 'group',
): Promise<Told[]> {
  const { m, language } = source;
  const { frame, words } = survey;
  const group = frame.filters.find(({ key }) => key === 'group');
  const level = frame.start.level;
  if (by === 'group' && !group) return [];
  const column = by === 'group' ? (group?.variable ?? '') : frame.territory;
  const choices =
    by === 'group'
      ? (group?.choices ?? [])
      : frame.territories
          .filter((one) => one.level === level)
          .map(({ code: place, name }) => ({ code: place, label: name }));
  const where = by === 'group' ? (scopesOf(frame, null, language, m).at(-1)?.where ?? '') : '';
  const envelope = await survey.ask({
    ...{ variable: frame.need, category: code, where },
    by: by === 'group' ? column : `${column}:${level}`,
  });
  const found = extremesOf(namedRows(envelope, { choices, language, column }));
  if (!found) return [];
  const name = (text: string) => (by === 'group' ? inSentence(text) : text);
  const ends = { high: name(found.high.label), low: name(found.low.label) };
  const rates = { highRate: words.full(found.high.value), lowRate: words.full(found.low.value) };
  const text = m('paper.summary.apart', { by, skill: quoted({ language }, label), ...ends, ...rates });
  return [
    {
      text,
      figure: listed(envelope, m('paper.summary.of', { by, skill: quoted({ language }, label) }), found.high, survey),
    },
  ];
}

/** What the list of figures says of a sentence: the row that it begins with. */
const listed = ({ figure }: EstimateEnvelope, what: string, { label, value }: Named[number], { words }: Asking) =>
  figure === null ? null : { id: figure, what, row: label, number: `${words.short(value)} (${words.range(value)})` };

const thermometer = ({ m }: Source, survey: PaperSurvey): Told => ({
  text: atStart(
    m('paper.summary.thermometer', { reading: survey.thermometer.reading, sample: survey.summary.sampleType }),
  ),
});
