import type { Code, CodeEvent, Language, Localized } from '../../../survey/contract.ts';
import { inWords } from '../language.ts';
import type { Messages } from '../messages.ts';

interface Known {
  readonly codes: readonly Code[];
  readonly skills: readonly { readonly value: string; readonly text: string }[];
  readonly m: Messages;
  readonly language: Language;
}

/** What happened to a code, as a sentence without who and when. */
export function eventInWords({ what, detail }: CodeEvent, { codes, skills, m, language }: Known): string {
  const [was, is] = [partOf(detail, 'was'), partOf(detail, 'is')];
  const code = (id: unknown) => {
    const found = codes.find((one) => one.id === id);
    return found ? inWords(found.labels, language) : m('codes.top');
  };
  const name = (labels: unknown) => (labels ? inWords(labels as Localized, language) : '');
  const n = Array.isArray(detail['codings']) ? detail['codings'].length : 0;
  switch (what) {
    case 'renamed':
      return renamed(was['labels'], is['labels'], m, language);
    case 'moved':
      return 'parent' in is ? m('codes.event.moved', { to: code(is['parent']) }) : m('codes.event.reordered');
    case 'linked': {
      const skill = is['skill'];
      const text = skills.find(({ value }) => value === skill)?.text ?? String(skill ?? '');
      return skill === null ? m('codes.event.unlinked') : m('codes.event.linked', { skill: text });
    }
    case 'merged':
      return m('codes.event.merged', { into: code(detail['into']), n });
    case 'split':
      return m('codes.event.split', { into: code(detail['into']), n });
    case 'accepted':
      return typeof detail['from'] === 'string'
        ? m('codes.event.from', { from: code(detail['from']) })
        : m('codes.event.accepted');
    case 'proposed':
      return m('codes.event.proposed', { name: name(is['labels']) });
    default:
      return m(`codes.event.${what}`);
  }
}

function renamed(was: unknown, is: unknown, m: Messages, language: Language): string {
  const [before, after] = [was, is].map((labels) => (labels ? inWords(labels as Localized, language) : ''));
  return before === after ? m('codes.event.translated') : m('codes.event.renamed', { was: before!, is: after! });
}

const partOf = (detail: CodeEvent['detail'], name: string): Readonly<Record<string, unknown>> => {
  const part = detail[name];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
};
