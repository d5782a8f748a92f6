/** People of the staff who have an account and have signed in, for the tests of one server. */
import type { Grant, Role } from '../../access.ts';
import type { RunningServer } from '../../server.ts';

const of = (role: Role, programme: string | null = null): Grant => ({
  ...{ role, programme, territory: null, organisation: null },
});

const rights = {
  editor: [of('instrument_editor')],
  administrator: [of('administrator')],
  planner: [of('planner')],
  interviewer: [of('interviewer')],
  /** may edit, but another programme */
  stranger: [of('instrument_editor', 'other')],
} as const satisfies Record<string, readonly Grant[]>;
export type Staff = keyof typeof rights;

export const passphrase = 'quattro parole prese a caso';

/** Gives these people an account and signs them in. @returns the cookie of somebody, as a browser sends it */
export async function hire(
  { address, application }: RunningServer,
  ...names: readonly Staff[]
): Promise<(name: Staff) => string> {
  const cookies = new Map<Staff, string>();
  for (const name of names) {
    const grants = rights[name];
    const email = `${name}@example.org`;
    await application.access.add({ email, name: name[0]!.toUpperCase() + name.slice(1), grants, passphrase });
    cookies.set(name, await signIn(address, email));
  }
  return (name) => cookies.get(name)!;
}

/** @returns the cookie of somebody, as a browser sends it */
export async function signIn(address: string, email: string): Promise<string> {
  const response = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: passphrase }),
  });
  if (response.status !== 201) throw new Error(`${email}: ${response.status} ${await response.text()}`);
  return response.headers.get('set-cookie')!.split(';')[0]!;
}
