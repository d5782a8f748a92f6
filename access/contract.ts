/** What routes, pages and commands may know of `access`: shapes, and nothing that runs. */
import { z } from 'zod';
import { Grant, type AuditEntry, type Person } from '../access.ts';
import type { SavedView } from './view-contract.ts';

export type { AuditEntry, Person };
export * from './audit-contract.ts';
export * from './view-contract.ts';

/** Length of a passphrase, in characters. */
export const passphraseLength = { least: 15, most: 200 } as const;

const email = z.email().max(200);
const name = z.string().trim().min(1).max(120);
const password = z.string().max(1000);
const code = z.string().max(20);

/** `POST /api/sessions`; `totp`: the six digits of the authenticator, by whoever has set one up. */
export const SignIn = z.strictObject({ email: z.string().max(200), password, totp: code.optional() });
export type SignIn = z.infer<typeof SignIn>;

/** Who is signed in. While `mustChange`, the passphrase is one that somebody else made, and no grant counts. */
export const CurrentSession = z.strictObject({
  person: z.strictObject({ id: z.string(), email: z.string(), name: z.string(), grants: z.array(Grant).readonly() }),
  mustChange: z.boolean(),
  totp: z.boolean(),
});
export type CurrentSession = Readonly<z.infer<typeof CurrentSession>>;

/** `PUT /api/account/password` */
export const PasswordChange = z.strictObject({ current: password, password });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** `POST /api/account/totp`, twice: with the passphrase to get a key, then with a code that was made from it. */
export const TotpStep = z.union([z.strictObject({ password }), z.strictObject({ totp: code })]);
export type TotpStep = z.infer<typeof TotpStep>;

/** A key for an authenticator, in base 32 and as the address that its QR code holds. */
export const TotpKey = z.strictObject({ secret: z.string(), uri: z.string() });
export type TotpKey = z.infer<typeof TotpKey>;

/** `DELETE /api/account/totp` */
export const TotpEnd = z.strictObject({ password });
export type TotpEnd = z.infer<typeof TotpEnd>;

/** Somebody of the staff as an administrator sees them: only the grants within the administrator's own scope. */
export const StaffMember = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  totp: z.boolean(),
  revision: z.int(),
  grants: z.array(Grant).readonly(),
});
export type StaffMember = Readonly<z.infer<typeof StaffMember>>;

const grants = z.array(Grant).max(50);

/** `POST /api/admin/people`. Who has an account already is given the grants besides. */
export const NewMember = z.strictObject({ email, name, grants: grants.min(1) });
export type NewMember = z.infer<typeof NewMember>;

/** What came of it; `password` is shown this once, and must be changed at the first sign-in. */
export const MadeMember = z.strictObject({ member: StaffMember, password: z.string().nullable() });
export type MadeMember = Readonly<z.infer<typeof MadeMember>>;

/**
 * `PUT /api/admin/people/{id}`: these grants in place of those within the administrator's scope; `reset`: a new
 * passphrase, and no authenticator. `revision`: as it was read.
 */
export const MemberChange = z.strictObject({ revision: z.int(), grants, reset: z.boolean().default(false) });
export type MemberChange = z.input<typeof MemberChange>;

/** Who asks, for pages: looked up in memory. */
export interface PageAccess {
  /** @returns null when nobody is signed in */
  personOf(cookies: string | null | undefined): Person | null;
  /** whether the Region's own sign-in service may be used */
  readonly hasOidc: boolean;
  /** Says why that service let nobody in. @throws Problem of that code; `not_found` when there is no such reason */
  refuse(reason: string | null): never;
  current(cookies: string | null | undefined): CurrentSession | null;
  /** the staff within a person's scope */
  readonly people: { list(actor: Person): Promise<StaffMember[]> };
  /** the views somebody keeps, and where a link to one leads (Problem not_found) */
  readonly views: {
    list(person: Person): Promise<SavedView[]>;
    addressOf(code: string): Promise<string>;
  };
  /** What the accounts with these ids are called, closed ones too, for whoever a service told their ids. */
  namesOf(ids: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /**
   * The gate of a page.
   * @param route  the page's route, such as `/explore/[id]`
   * @throws Problem foreign_origin; sign_in_needed; not_found
   */
  enterPage(route: string, request: IncomingPage): Person | null;
}

export interface IncomingPage {
  readonly method: string;
  readonly header: (name: string) => string | null | undefined;
}
