/** By which door somebody came: the code of an invitation behind the `#`, the code of a poster in the address. */
import type { Submission } from '../../../survey/contract.ts';

export interface Door {
  readonly token: string | null;
  readonly channel: string | null;
  /** the code with which somebody asks for no more messages; empty: it is still to be typed */
  readonly stop: string | null;
}

/** What an address says; what stands behind the `#` is never sent with a request, and so is in no log. */
export function doorOf({ hash, search }: Pick<Location, 'hash' | 'search'>): Door {
  const behind = (name: string) => new RegExp(`^#${name}(?:=([\\w-]{0,60}))?$`).exec(hash);
  const channel = new URLSearchParams(search).get('c')?.slice(0, 40) ?? null;
  return { token: behind('invito')?.[1] || null, stop: behind('basta') ? (behind('basta')?.[1] ?? '') : null, channel };
}

/** Whether what stands behind the `#` is ours to read and to take away. */
export const saysDoor = ({ hash }: Pick<Location, 'hash'>): boolean => /^#(invito|basta)(=|$)/.test(hash);

const nameOf = (survey: string) => `door:${survey}`;

/** The door of this address, or the one by which this tab came before; it is kept until the answers are sent. */
export function takeDoor(survey: string, location: Pick<Location, 'hash' | 'search'>): Door {
  const door = doorOf(location);
  const token = door.token ?? recall(survey);
  if (door.token !== null) keepToken(survey, door.token);
  return { ...door, token };
}

/** What travels beside the answers of somebody who came by a door. */
export const besideOf = ({ token, channel }: Door): Partial<Pick<Submission, 'token' | 'channel'>> => ({
  ...(token && { token }),
  ...(channel && { channel }),
});

/** Forgets the code: it is used, or somebody else sits here now. */
export function leaveDoor(survey: string): void {
  try {
    sessionStorage.removeItem(nameOf(survey));
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

/** Keeps a code for this tab alone. */
export function keepToken(survey: string, token: string): void {
  try {
    sessionStorage.setItem(nameOf(survey), token);
  } catch {
    // the code stays in memory: only a reload would lose it
  }
}

function recall(survey: string): string | null {
  try {
    return sessionStorage.getItem(nameOf(survey));
  } catch {
    return null;
  }
}
