/** When answers arrived, as far as that is public: by publication, never by day. */
import type { Publication } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface Arrival {
  readonly lead: string;
  readonly items: readonly { readonly term: string; readonly text: string }[];
}

/**
 * Null before the first publication.
 * @param opensOn  the first day on which somebody could answer
 */
export function arrivalOf(
  publications: readonly Publication[],
  opensOn: string,
  language: Language,
  m: Messages,
): Arrival | null {
  const { day, count } = formats(language);
  // of several on one day the last one: a day is told once
  const days = publications.filter(({ takenOn }, at) => publications[at + 1]?.takenOn !== takenOn);
  const last = days.at(-1);
  if (last === undefined) return null;
  return {
    lead: m('quality.arrival.lead', { from: day(opensOn), to: day(last.takenOn) }),
    items: days.map(({ takenOn, responses }, at) => {
      const before = days[at - 1]?.responses;
      const more = before === undefined ? 0 : responses - before;
      return {
        term: m('quality.arrival.day', { day: day(takenOn) }),
        text: m('quality.arrival.item', {
          ...{ n: responses, count: count(responses), more: count(Math.abs(more)) },
          than: before === undefined ? 'first' : more < 0 ? 'less' : 'more',
        }),
      };
    }),
  };
}
