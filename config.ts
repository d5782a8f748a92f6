import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const bytes = z
  .string()
  .regex(/^\d+(b|kb|mb|gb)$/i, 'write a size such as 256kb or 1gb')
  .transform((text) => Number.parseInt(text, 10) * { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[unit(text)]);
const unit = (text: string) => text.toLowerCase().replace(/^\d+/, '') as 'b' | 'kb' | 'mb' | 'gb';

interface OidcEnvironment {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_ROLE_CLAIM?: string | undefined;
}

const oidcOf = (env: OidcEnvironment) => ({
  issuer: env.OIDC_ISSUER,
  clientId: env.OIDC_CLIENT_ID,
  clientSecret: env.OIDC_CLIENT_SECRET,
  roleClaim: env.OIDC_ROLE_CLAIM,
});
const isPrivate = (address: string) => /^(https:|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)([:/]|$))/.test(address);

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    ORIGIN: z.url().optional(),
    DATA_DIR: z.string().min(1).default('data/local'),
    SECRET_FILE: z.string().min(1).optional(),
    DEMO: z.enum(['auto', '0', '1']).default('auto'),
    NODE_ENV: z.string().optional(),
    TRUST_PROXY: flag.default(false),
    K_MIN: z.coerce.number().int().min(3, 'the floor is 3').default(5),
    MEMORY_LIMIT: z
      .string()
      .regex(/^\d+(MB|GB)$/i, 'write a size such as 1GB')
      .default('1GB'),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().optional(),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_ROLE_CLAIM: z.string().min(1).optional(),
    SMTP_URL: z
      .url()
      .regex(/^smtps?:\/\/[^/]+\/?$/, 'write smtp://host:port or smtps://name:password@host:port')
      .optional(),
    MAIL_FROM: z.string().min(3).max(200).includes('@').optional(),
    MAIL_PAUSE: z.coerce.number().int().min(0).max(60_000).default(200),
    CHROMIUM_PATH: z.string().min(1).optional(),
    MAX_BODY: bytes.default(256 * 1024),
    MIXING_HOUR: z.coerce.number().int().min(0).max(23).default(3),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((env) => (env.ADMIN_EMAIL === undefined) === (env.ADMIN_PASSWORD === undefined), {
    path: ['ADMIN_EMAIL'],
    message: 'ADMIN_EMAIL and ADMIN_PASSWORD belong together',
  })
  .refine((env) => [0, 4].includes(Object.values(oidcOf(env)).filter((value) => value !== undefined).length), {
    path: ['OIDC_ISSUER'],
    message: 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_ROLE_CLAIM belong together',
  })
  .refine((env) => env.SMTP_URL === undefined || (env.MAIL_FROM !== undefined && env.ORIGIN !== undefined), {
    path: ['SMTP_URL'],
    message: 'SMTP_URL needs MAIL_FROM and ORIGIN: who writes, and where the links lead',
  })
  .refine(({ OIDC_ISSUER: issuer }) => issuer === undefined || isPrivate(issuer), {
    path: ['OIDC_ISSUER'],
    message: 'the service must be reached by https (http only on this machine)',
  });

/** Every setting of the program, parsed once at the start; sizes in bytes. */
export type Config = Readonly<ReturnType<typeof settings>>;

/**
 * Reads the settings from the environment. `NAME_FILE` gives the value of `NAME` from a file (for secrets).
 * @throws Error that lists all mistakes at once, one a line, with the setting's name and the value that was wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(withFiles(environment));
  if (parsed.success) return settings(parsed.data);
  const faults = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `${name}=${environment[name] ?? ''}: ${issue.message}`;
  });
  throw new Error(`The settings have ${faults.length} fault(s):\n  ${faults.join('\n  ')}`);
}

function settings(env: z.infer<typeof Environment>) {
  return {
    port: env.PORT,
    host: env.HOST,
    origin: env.ORIGIN,
    dataDir: env.DATA_DIR,
    secretFile: env.SECRET_FILE ?? join(env.DATA_DIR, 'secret'),
    demo: env.DEMO === '1' || (env.DEMO === 'auto' && env.NODE_ENV !== 'production'),
    trustProxy: env.TRUST_PROXY,
    /** the first administrator, made when there is no account */
    firstAdministrator:
      env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, passphrase: env.ADMIN_PASSWORD } : null,
    /** the Region's own sign-in service */
    oidc: whole(oidcOf(env)),
    /** by whom and how invitations are sent */
    mail:
      env.SMTP_URL && env.MAIL_FROM && env.ORIGIN
        ? { url: env.SMTP_URL, from: env.MAIL_FROM, origin: env.ORIGIN, pause: env.MAIL_PAUSE }
        : null,
    kMin: env.K_MIN,
    memoryLimit: env.MEMORY_LIMIT,
    /** the browser that makes PDFs; without it one that the system has */
    chromiumPath: env.CHROMIUM_PATH,
    maxBody: env.MAX_BODY,
    /** from this hour on (0–23, in Italy) the answers are put in random order, once a day */
    mixingHour: env.MIXING_HOUR,
    logLevel: env.LOG_LEVEL,
  };
}

/** All of it, or null when there is none of it. */
function whole(oidc: ReturnType<typeof oidcOf>): { [Name in keyof typeof oidc]: string } | null {
  const { issuer, clientId, clientSecret, roleClaim } = oidc;
  return issuer && clientId && clientSecret && roleClaim ? { issuer, clientId, clientSecret, roleClaim } : null;
}

function withFiles(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === '') return [];
    const target = name.slice(0, -'_FILE'.length);
    if (!name.endsWith('_FILE') || name in Environment.shape || !(target in Environment.shape)) return [[name, value]];
    return [[target, readFileSync(value, 'utf8').trim()]];
  });
  return Object.fromEntries(entries);
}
