import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the service says of somebody who signs in under a name. */
export interface Citizen {
  readonly email: string;
  readonly name: string;
  readonly roles?: readonly string[] | string;
}

/** A Region's sign-in service on this machine: its pages take any name, with any passphrase. */
export interface SignInService {
  /** what the program is told of it */
  readonly settings: Readonly<Record<string, string>>;
  /** by the name under which they sign in */
  readonly people: Map<string, Citizen>;
  /** Lets browsers come back to an address. */
  serve(program: string): void;
  close(): Promise<void>;
}

const client = { id: 'fabbisogni', secret: 'a secret of the two of them' };

/** @param inToken  whether the claims stand in the ID token, or are told by the service on request alone */
export async function signInService({ inToken = true } = {}): Promise<SignInService> {
  const people = new Map<string, Citizen>();
  let answer: ReturnType<Provider['callback']> | null = null;
  const server = createServer((request, response) => void answer?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serve = (program: string) => {
    const provider = new Provider(issuer, {
      clients: [
        { client_id: client.id, client_secret: client.secret, redirect_uris: [`${program}/api/oidc/callback`] },
      ],
      claims: { openid: ['sub'], email: ['email'], profile: ['name', 'roles'] },
      conformIdTokenClaims: !inToken,
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      cookies: { keys: ['a key of the service'] },
      findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    });
    answer = provider.callback();
  };
  return {
    settings: {
      ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
      OIDC_ROLE_CLAIM: 'roles',
    },
    people,
    serve,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
