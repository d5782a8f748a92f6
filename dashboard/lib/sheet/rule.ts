/** To whom a question of the paper is put, in words. */
import type { PaperRule, RespondentLanguage } from '../../../survey/contract.ts';
import { locales, type Messages, type RespondentKey } from '../messages.ts';

type Said = Messages<RespondentKey>;

/** "Alla 6 hai segnato 4 e alla 5 hai segnato 1" */
export function ruleInWords(rule: PaperRule, m: Said, language: RespondentLanguage): string {
  const list = (words: readonly string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(locales[language], { type }).format(words);
  switch (rule.kind) {
    case 'all':
    case 'any':
      return list(
        rule.rules.map((one) => ruleInWords(one, m, language)),
        rule.kind === 'all' ? 'conjunction' : 'disjunction',
      );
    case 'ticked':
      return m('paper.ticked', { n: rule.number, codes: list(rule.codes, 'disjunction') });
    case 'notTicked':
      return m('paper.notTicked', { n: rule.number, codes: list(rule.codes, 'disjunction') });
    case 'answered':
      return m('paper.hasAnswer', { n: rule.number });
    case 'empty':
      return m('paper.notAnswered', { n: rule.number });
    case 'more':
      return m('paper.more', { numbers: rangesOf(rule.numbers).join(', '), n: rule.than });
    case 'other':
      return m('paper.concerned');
  }
}

/** 21, 22, 23, 25 → 21–23, 25 */
export function rangesOf(numbers: readonly string[]): string[] {
  const spans: [number, number][] = [];
  for (const number of numbers.map(Number)) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}

/** A title in which an earlier answer is named by its question. */
export const titleOf = (title: string, m: Said): string =>
  title.replace(/\{#(\w+)\}/g, (_, number: string) => m('paper.answerOf', { n: number }));
