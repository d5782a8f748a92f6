/** How one sees over HTTP that something was done, or refused. */
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

/** A page that is not for somebody leads to the sign-in, or is not there. @param shows  what must stand on it */
export function page(action: Action, path: string, shows = ''): Probe {
  const ask: Probe['ask'] = async (client) => {
    const response = await client.call('GET', path, undefined, { accept: 'text/html' });
    if (response.status === 303 && response.headers.get('location')?.startsWith('/sign-in')) return false;
    if (response.status === 404) return false;
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return (await response.text()).includes(shows);
  };
  return { action, ask };
}
