import type { CodingTask } from '../../../survey/contract.ts';

export type PassName = CodingTask['pass'];

/** How far the two readings of a session are, as one of the readers sees it. */
export interface Standing {
  readonly first: CodingTask | null;
  readonly second: CodingTask | null;
  /** the reading of whoever asks */
  readonly own: CodingTask | null;
  /** the reading that this person could take up now */
  readonly free: PassName | null;
  /** both were handed in: what differs may be seen */
  readonly settled: boolean;
}

/** @param tasks  of any sessions */
export function standingOf(tasks: readonly CodingTask[], session: string, person: string): Standing {
  const of = (pass: PassName) => tasks.find((one) => one.session === session && one.pass === pass) ?? null;
  const [first, second] = [of('first'), of('second')];
  const own = [first, second].find((one) => one?.coder === person) ?? null;
  const free = own ? null : first ? (second ? null : 'second') : 'first';
  return { first, second, own, free, settled: first?.state === 'done' && second?.state === 'done' };
}
