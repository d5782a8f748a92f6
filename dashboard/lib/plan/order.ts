/** The form of a proposal: what was typed, as the service takes it, and floors in words. */
import type { FloorAsked, PlanEffect, ProposalOrder } from '../../../analytics/contract.ts';
import { textOf } from '../attempt.ts';
import type { PlanNames } from './names.ts';

/** Seconds that are offered. */
export const spans = [15, 60, 180] as const;

type Sent = { -readonly [K in keyof ProposalOrder]?: ProposalOrder[K] };

/** What a form sends; a floor that is left empty is none. */
export function orderIn(form: FormData): Sent {
  const number = (name: string) => (textOf(form, name) === '' ? null : Number(textOf(form, name)));
  return {
    method: textOf(form, 'method') as ProposalOrder['method'],
    ...{ budget: number('budget'), seconds: Number(textOf(form, 'seconds')), floors: floorsIn(form) },
    ...{ keep: form.has('keep'), known: form.has('known'), most: number('most') ?? 2 },
    ...{ mostInPlace: number('mostInPlace'), mostOfProvider: number('mostOfProvider') },
  };
}

/** Fields are called `floor territory 077`. */
export const floorField = ({ of, key }: Pick<FloorAsked, 'of' | 'key'>): string => `floor ${of} ${key}`;

function floorsIn(form: FormData): FloorAsked[] {
  return [...form.keys()].flatMap((name) => {
    const [word, of, ...rest] = name.split(' ');
    const percent = textOf(form, name);
    if (word !== 'floor' || percent === '' || (of !== 'territory' && of !== 'group')) return [];
    return [{ of, key: rest.join(' '), percent: Number(percent) }];
  });
}

/** The territory or the group that a floor is about, in words. */
export const floorName = (
  { of, key }: Pick<FloorAsked, 'of' | 'key'>,
  { level }: Pick<PlanEffect, 'level'>,
  names: PlanNames,
): string => (of === 'group' ? (names.groups[key] ?? key) : (names.places[`${level}:${key}`] ?? key));
