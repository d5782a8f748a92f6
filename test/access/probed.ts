/** What a probe is. */
import type { Action } from '../../access.ts';
import type { Client, Staff } from './staff.ts';

export interface Probe {
  readonly action: Action;
  /** @returns whether it was done; false only for an answer that tells no more than a refusal may */
  ask(client: Client, staff: Staff): Promise<boolean>;
}

/** @throws Error for an answer that is neither done nor a refusal */
export async function done(response: Response, ...statuses: number[]): Promise<boolean> {
  if (statuses.includes(response.status)) return true;
  const { code } = (await response.json()) as { code: string };
  if ([401, 403, 404].includes(response.status)) return false;
  throw new Error(`${response.url}: ${response.status} ${code}`);
}
