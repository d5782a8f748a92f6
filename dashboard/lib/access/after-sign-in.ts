import type { CurrentSession } from '../../../access/contract.ts';

/**
 * Where somebody goes who has signed in. While the passphrase is one that others made, no other page would open: the
 * account comes first, and keeps the page that was wanted.
 * @param account  address of the own account, in the reader's language
 */
export function afterSignIn({ mustChange }: Pick<CurrentSession, 'mustChange'>, next: string, account: string): string {
  return mustChange && next !== account ? `${account}?next=${encodeURIComponent(next)}` : next;
}

/** Null for an address that leads elsewhere, however it is written (`//other`, `/\other`). */
export function ownPage(next: string | null, origin: string): string | null {
  if (next === null || !URL.canParse(next, origin)) return null;
  const { origin: target, pathname, search } = new URL(next, origin);
  return next.startsWith('/') && target === origin && !pathname.startsWith('//') ? pathname + search : null;
}
