/** The Region's own sign-in service (OpenID Connect, code flow with PKCE). The only door to the OIDC library. */
import * as client from 'openid-client';
import { z } from 'zod';
import { Problem } from '../problem.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** name of the claim that holds the roles */
  readonly roleClaim: string;
}

/** What one sign-in is recognised by when it comes back; only the browser that began it has them. */
export interface OidcSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the service has recognised. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface Oidc {
  /** @returns the address of the service to go to, and what to keep meanwhile @throws Problem oidc_unavailable */
  begin(redirectUri: string): Promise<{ address: string; secrets: OidcSecrets }>;
  /**
   * Takes the code that came back for the identity.
   * @param current  the whole address to which the browser was sent back
   * @throws Problem oidc_failed when anything is not as it was begun, oidc_unavailable
   */
  finish(current: URL, secrets: OidcSecrets): Promise<OidcIdentity>;
}

/** Seconds that the service is given to answer. */
const patience = 10;

export function createOidc(settings: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | null = null;
  /** Looked up when it is first needed, so that a service that is down does not stop our start. */
  const configuration = (): Promise<client.Configuration> => {
    known ??= discover(settings).catch((cause: unknown) => {
      known = null;
      throw new Problem('oidc_unavailable', {}, { cause });
    });
    return known;
  };
  return {
    begin: async (redirectUri) => {
      const secrets = newSecrets();
      const address = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        state: secrets.state,
        nonce: secrets.nonce,
      });
      return { address: address.href, secrets };
    },
    finish: async (current, { state, nonce, verifier }) => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await client.authorizationCodeGrant(await configuration(), current, checks).catch(refuse);
      return identityOf(await claimsOf(await configuration(), tokens, settings), settings);
    },
  };
}

type Claims = Readonly<Record<string, unknown>>;

/** What the ID token says; where it is too short, what the service says besides. */
async function claimsOf(
  config: client.Configuration,
  tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
  { roleClaim }: OidcSettings,
): Promise<Claims> {
  const claims: Claims = tokens.claims() ?? {};
  const isWhole = 'email' in claims && roleClaim in claims;
  if (isWhole || !config.serverMetadata().userinfo_endpoint) return claims;
  const more = client.fetchUserInfo(config, tokens.access_token, String(claims.sub));
  return { ...(await more.catch(refuse)), ...claims };
}

/** @throws Problem oidc_unavailable, oidc_failed */
function refuse(cause: unknown): never {
  throw new Problem(isUnreachable(cause) ? 'oidc_unavailable' : 'oidc_failed', {}, { cause });
}

const newSecrets = (): OidcSecrets => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
});

/** The ID token's signature is checked although it comes straight from the service. Plain HTTP: on this machine only. */
function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const server = new URL(issuer);
  const isHere = /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(server.hostname);
  const execute = [client.enableNonRepudiationChecks, ...(isHere ? [client.allowInsecureRequests] : [])];
  return client.discovery(server, clientId, clientSecret, undefined, { execute, timeout: patience });
}

const isUnreachable = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && /timeout|abort/i.test(error.name));

const text = z.string().min(1).max(200);
const Identity = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.email().max(200),
  name: text.optional(),
});

/** @throws Problem oidc_failed when the service does not say who it is */
function identityOf(claims: Claims, { roleClaim }: OidcSettings): OidcIdentity {
  const parsed = Identity.safeParse(claims);
  if (!parsed.success) throw new Problem('oidc_failed', {}, { cause: parsed.error });
  const { iss: issuer, sub: subject, email, name = email } = parsed.data;
  const roles = z.union([text.transform((one) => [one]), z.array(z.unknown())]).safeParse(claims[roleClaim]).data ?? [];
  return { issuer, subject, email, name, roles: roles.filter((role) => typeof role === 'string') };
}
