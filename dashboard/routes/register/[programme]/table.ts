import type { Language } from '../../../../survey/contract.ts';
import { formats } from '../../../lib/format.ts';
import { messages } from '../../../lib/messages.ts';
import type { Lines } from './lines.ts';

/** Words for codes: sectors and topics, and the titles of questionnaires. */
export interface Words {
  readonly topics: Readonly<Record<string, string>>;
  readonly surveys: Readonly<Record<string, string>>;
}

export interface PlainTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The rows of a part in words; ideas are drawn by themselves. */
export function tableOf(lines: Lines, { topics, surveys }: Words, language: Language): PlainTable {
  const m = messages(language);
  const { day, count } = formats(language);
  const word = (code: string | null) => (code === null ? '' : (topics[code] ?? code));
  const list = (codes: readonly string[]) => codes.map(word).join(', ');
  switch (lines.part) {
    case 'members':
      return {
        columns: [m('register.member'), m('register.survey'), m('register.state'), m('register.since')],
        rows: lines.rows.map(({ name, survey, state, toldOn }) => {
          return [name, surveys[survey] ?? survey, m(`register.state.${state}`), toldOn === null ? '' : day(toldOn)];
        }),
      };
    case 'firms':
      return {
        columns: [m('register.firm'), m('register.place'), m('register.sector'), m('register.topics')],
        rows: lines.rows.map(({ name, place, sector, topics: codes }) => [name, place, word(sector), list(codes)]),
      };
    case 'uptake':
      return {
        columns: [
          ...[m('register.course'), m('register.place'), m('register.month')],
          ...[m('register.enrolled'), m('register.completed')],
        ],
        rows: lines.rows.map(({ course, territory, month, enrolled, completed }) => {
          return [course, territory, month, count(enrolled), count(completed)];
        }),
      };
    case 'interests':
      return {
        columns: [
          ...[m('register.kind'), m('register.member'), m('register.place'), m('register.contact')],
          ...[m('register.topics'), m('register.since'), m('register.keptUntil')],
        ],
        rows: lines.rows.map(
          ({ kind, organisation, place, person, contact, topics: codes, consentedOn, keptUntil }) => {
            const who = person === null ? m('register.notTold') : `${person}, ${contact ?? ''}`;
            const until = keptUntil === null ? m('register.keptUntilNotTold') : day(keptUntil);
            return [
              m(`register.interest.${kind}`),
              organisation ?? '',
              place,
              who,
              list(codes),
              day(consentedOn),
              until,
            ];
          },
        ),
      };
    case 'ideas':
      return { columns: [], rows: [] };
  }
}
