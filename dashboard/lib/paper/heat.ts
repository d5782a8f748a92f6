/** Skills by target group, as a table whose cells are coloured by class. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { Category } from '../../../survey/contract.ts';
import { breaksOf, breaksOfMany, classOf, type Breaks } from '../chart/scale.ts';
import { isShown, valueOf, type Value } from '../chart/value.ts';
import type { FilterVariable } from '../explore/frame.ts';
import { nearest, nearWords } from './block.ts';
import { footOf, type Foot, type Listed } from './figure.ts';
import type { Scope } from './place.ts';
import { namedRows } from './ranges.ts';
import type { PaperSurvey, Source } from './source.ts';

/** `place`: the class of its colour, 0 to 4; null where nothing is published. */
export interface HeatCell {
  readonly group: string;
  readonly text: string;
  readonly place: number | null;
  readonly state: Value['state'];
}

export interface Heat {
  readonly title: string;
  readonly near: string | null;
  readonly columns: readonly { readonly code: string; readonly label: string }[];
  readonly rows: readonly { readonly code: string; readonly label: string; readonly cells: readonly HeatCell[] }[];
  /** what the five classes mean: "sotto 10%", "10–20%" … */
  readonly classes: readonly string[];
  readonly overlap: boolean;
  /** groups of which nothing is published there */
  readonly hidden: readonly string[];
  /** the group's column of the figure */
  readonly column: string;
  readonly foot: Foot | null;
  readonly listed: readonly Listed[];
}

/**
 * Only groups of which something is published, and the most needed skills of everybody there.
 * @returns null where the survey has no groups, or nothing of them is published anywhere
 */
export async function heatOf(
  source: Source,
  survey: PaperSurvey,
  scopes: readonly Scope[],
  { rows: most, title }: { readonly rows: number; readonly title: string },
): Promise<Heat | null> {
  const { frame } = survey;
  const group = frame?.filters.find(({ key }) => key === 'group');
  if (!frame || !group) return null;
  const answer = await nearest(survey, scopes, { variable: frame.need, by: group.variable });
  const { envelope, at, found } = answer;
  if (!found) return null;
  const everybody = await survey.ask({ variable: frame.need, where: scopes[at]?.where ?? '' });
  const { language } = source;
  const ranked = namedRows(everybody, { choices: frame.skills, language });
  const skills = ranked.filter(({ value }) => isShown(value)).slice(0, most);
  const codes = skills.map(({ code }) => code);
  const table = tableOf(envelope, group, codes);
  const groups = group.choices.filter(({ code }) => codes.some((skill) => isShown(table(skill, code))));
  const shown = codes.flatMap((skill) => groups.flatMap(({ code }) => table(skill, code).estimate ?? []));
  const breaks = shown.length > 0 ? breaksOfMany(shown) : breaksOf([]);
  const counts = codes.flatMap((skill) => groups.flatMap(({ code }) => table(skill, code).n ?? []));
  return {
    ...{ title, near: nearWords(source, survey, scopes, answer), overlap: group.role === 'targetGroup' },
    columns: groups.map(({ code, short, label }) => ({ code, label: (short ?? label)[language] })),
    rows: skills.map(({ code, label }) => ({
      ...{ code, label },
      cells: groups.map((one) => cellOf(one, table(code, one.code), breaks, survey)),
    })),
    classes: classWords(source, breaks),
    hidden: group.choices.filter((one) => !groups.includes(one)).map(({ label }) => label[language]),
    column: group.variable,
    foot: footOf(source, survey, envelope, { least: Math.min(...counts), most: Math.max(...counts) }),
    listed: listedOf(source, survey, envelope, group, scopes[at]),
  };
}

type Table = (skill: string, group: string) => Value;

function tableOf(envelope: EstimateEnvelope, { variable }: FilterVariable, skills: readonly string[]): Table {
  const wanted = new Set(skills);
  const kept = envelope.rows.filter(({ category }) => category !== null && wanted.has(category));
  const known = new Map(kept.map((row) => [`${row.category} ${row[variable]}`, row]));
  return (skill, group) => valueOf(known.get(`${skill} ${group}`));
}

function cellOf({ code: group }: Category, value: Value, breaks: Breaks, { words }: PaperSurvey): HeatCell {
  const text = isShown(value) ? words.rate(value.estimate).replace(/\s*%$/, '') : '';
  return { group, text, place: isShown(value) ? classOf(value.estimate, breaks) : null, state: value.state };
}

function classWords({ m }: Source, breaks: Breaks): string[] {
  const whole = breaks.map((share) => Math.round(share * 100));
  return [null, ...whole].map((from, at) => {
    const to = whole[at] ?? null;
    if (from === null) return m('paper.class.under', { to: to ?? 0 });
    return to === null ? m('paper.class.from', { from }) : m('paper.class.between', { from, to });
  });
}

function listedOf(
  { m, language }: Source,
  { summary, frame, words }: PaperSurvey,
  { figure, rows }: EstimateEnvelope,
  group: FilterVariable,
  scope: Scope | undefined,
): Listed[] {
  const [first] = rows.filter(({ state }) => state === 'shown').toSorted((a, b) => (b.n ?? 0) - (a.n ?? 0));
  if (!figure || !first) return [];
  const named = (choices: readonly Category[], code: unknown) =>
    choices.find((one) => one.code === code)?.label[language] ?? String(code);
  const what = m('paper.needsBy', { by: group.label[language].toLocaleLowerCase(language) });
  const value = valueOf(first);
  return [
    {
      id: figure,
      what: m('paper.listed', { what, place: scope?.name ?? '', survey: summary.title[language] }),
      row: `${named(frame?.skills ?? [], first.category)}, ${named(group.choices, first[group.variable])}`,
      number: `${words.short(value)} (${words.range(value)})`,
    },
  ];
}
