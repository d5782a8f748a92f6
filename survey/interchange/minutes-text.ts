/** Minutes as text that can be edited: plain, or with the marks of Markdown. */
import type { Language, Localized, SessionMinutes, MinutesEntry, MinutesTopic } from '../contract.ts';
import { minutesWords, type MinutesWords } from './minutes-words.ts';

type Form = 'txt' | 'md';

export function minutesText(minutes: SessionMinutes, form: Form, language: Language): string {
  const words = minutesWords[language];
  const say = (label: Localized) => label[language];
  const { heading, item, plain } = marks[form];
  const people = minutes.people.map(({ number, role, group }) =>
    item([`P${number}`, plain(role), ...(group === null ? [] : [plain(say(group))])].join(' · ')),
  );
  const ranking = (minutes.ranking ?? []).map(({ label, points, firsts }, index) =>
    item(`${index + 1}. ${plain(label)}: ${words.points(points)}, ${words.firsts(firsts)}`),
  );
  const blocks = [
    [heading(1, plain(minutes.title))],
    [
      item(`${words.heldOn}: ${minutes.heldOn}`),
      item(`${words.place}: ${plain(minutes.place)}`),
      ...(minutes.groups.length === 0
        ? []
        : [item(`${words.groups}: ${minutes.groups.map((group) => plain(say(group))).join(', ')}`)]),
    ],
    ...(people.length === 0 ? [] : [[heading(2, words.people), ...people]]),
    ...minutes.topics.map((topic) => [
      heading(2, topic.title === null ? words.other : plain(say(topic.title))),
      ...topicLines(topic, words, form),
    ]),
    ...(ranking.length === 0 ? [] : [[heading(2, words.ranking(minutes.ranked)), ...ranking]]),
    [words.foot],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function topicLines({ entries, kinds, leftOut }: MinutesTopic, words: MinutesWords, form: Form): string[] {
  const { item, plain } = marks[form];
  return [
    kinds.map(({ kind, count }) => `${words.kinds[kind]}: ${count}`).join(' · '),
    ...entries.map((entry) => item(entryLine(entry, words, plain))),
    ...(leftOut === 0 ? [] : [words.leftOut(leftOut)]),
  ];
}

function entryLine(
  { participant, kind, text, translation }: MinutesEntry,
  words: MinutesWords,
  plain: (text: string) => string,
) {
  const who = participant === null ? words.kinds[kind] : `P${participant}, ${words.kinds[kind].toLowerCase()}`;
  const said = text === '' ? '' : ` «${plain(text)}»`;
  return `${who}:${said}${translation === null ? '' : ` (${words.translation}: ${plain(translation)})`}`;
}

interface Marks {
  heading(level: number, text: string): string;
  item(text: string): string;
  /** what people wrote, so that nothing of it is taken for a mark */
  plain(text: string): string;
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' / ');

const marks: Readonly<Record<Form, Marks>> = {
  txt: {
    heading: (level, text) => (level === 1 ? text.toUpperCase() : `${text}\n${'-'.repeat([...text].length)}`),
    item: (text) => `- ${text}`,
    plain: oneLine,
  },
  md: {
    heading: (level, text) => `${'#'.repeat(level)} ${text}\n`,
    item: (text) => `- ${text}`,
    plain: (text) => oneLine(text).replace(/[\\`*_{}[\]<>#+!|~]/g, '\\$&'),
  },
};
