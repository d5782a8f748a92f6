/** A draft of a microcredential as the fields of a form, and back: nothing that was typed is lost, however incomplete. */
import type { MicrocredentialDraft } from '../../../survey/contract.ts';
import { textOf } from '../attempt.ts';

/** The fields of a form, by their names; a list has a line each. */
export type Sheet = Readonly<Record<string, string>>;

type Loose = Readonly<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const bar = ' | ';

/** A line each: name | country | address. */
export const bodyLines = (all: unknown): string => lines(all, 'name', 'country', 'url');

export const bodiesOf = (sent: string) =>
  rows(sent).map(([name = '', country = '', url = '']) => ({ name, country: country.toUpperCase(), url: url || null }));

/** A text in both languages; null where neither was written. */
export function bothOf(sent: FormData, name: string): { it: string; en: string } | null {
  const [it, en] = [textOf(sent, `${name}.it`), textOf(sent, `${name}.en`)];
  return it + en ? { it, en } : null;
}

export function sheetOf(content: MicrocredentialDraft): Sheet {
  const { title, about, workload, level, assessment, quality, prerequisites, more, evidence } = content;
  const both = (name: string, value: unknown) => [
    [`${name}.it`, text(loose(value).it)],
    [`${name}.en`, text(loose(value).en)],
  ];
  return Object.fromEntries([
    ...both('title', title),
    ...both('about', about),
    ['countries', list(content.countries).map(text).join(', ')],
    ['bodies', bodyLines(content.awardingBodies)],
    ['outcomes', lines(content.outcomes, 'it', 'en')],
    ['ects', text(loose(workload).ects)],
    ['hours', text(loose(workload).hours)],
    ['eqf', text(loose(level).eqf)],
    ['cycle', text(loose(level).cycle)],
    ...both('none', loose(level).none),
    ['assessment', text(loose(assessment).type)],
    ...both('assessmentAbout', loose(assessment).about),
    ['participation', text(content.participation)],
    ['quality', text(loose(quality).type)],
    ...both('qualityAbout', loose(quality).about),
    ['skills', list(content.skills).map(text).join(', ')],
    ['esco', lines(content.esco, 'uri', 'name')],
    ...both('prerequisites', prerequisites),
    ['supervision', text(content.supervision)],
    ['stacking', text(content.stacking)],
    ...both('more', more),
    ['figures', list(loose(evidence).figures).map(text).join('\n')],
    ['codes', list(loose(evidence).codes).map(text).join('\n')],
  ] as [string, string][]);
}

const lines = (all: unknown, ...names: string[]): string =>
  list(all)
    .map((one) => names.map((name) => text(loose(one)[name])).join(bar))
    .join('\n');

/** What is empty is left out where it is mandatory, so that it is told as missing. */
export function contentOf(sent: FormData): MicrocredentialDraft {
  const of = (name: string) => textOf(sent, name);
  const both = (name: string) => bothOf(sent, name);
  const number = (name: string) => (of(name) === '' ? null : Number(of(name).replace(',', '.')));
  const none = both('none');
  const level = none ? { none } : { eqf: number('eqf'), cycle: of('cycle') || null };
  return {
    ...{ title: both('title'), about: both('about'), countries: words(of('countries').toUpperCase()) },
    awardingBodies: bodiesOf(of('bodies')),
    outcomes: rows(of('outcomes')).map(([it = '', en = '']) => ({ it, en })),
    ...{ workload: { ects: number('ects'), hours: number('hours') }, level },
    assessment: { type: of('assessment'), about: both('assessmentAbout') },
    ...{ participation: of('participation'), quality: { type: of('quality'), about: both('qualityAbout') } },
    ...{
      skills: sent.getAll('skills').map(String),
      esco: rows(of('esco')).map(([uri = '', name = '']) => ({ uri, name })),
    },
    ...{ prerequisites: both('prerequisites'), supervision: of('supervision') || null },
    ...{ stacking: of('stacking') || null, more: both('more') },
    evidence: { figures: words(of('figures')), codes: rows(of('codes')).map(([code = '']) => code) },
  };
}

const words = (sent: string): string[] => sent.split(/[\s,]+/).filter(Boolean);
const rows = (sent: string): string[][] =>
  sent
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
