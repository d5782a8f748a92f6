/** Roles as the Region's sign-in service writes them: `analyst`, `analyst@basilicata/province:077/organisation-key`. */
import { Grant, type Role } from '../access.ts';

const pattern = /^([a-z_]+)(?:@([^/]+)(?:\/([^/]*))?(?:\/([^/]+))?)?$/;

/**
 * The grants that role values stand for. A value that is not ours, or whose scope cannot be read, gives nothing: it is
 * never widened.
 */
export function grantsOf(roles: readonly string[]): Grant[] {
  const grants = roles.slice(0, mostRoles).flatMap((value) => {
    const [, role, programme, territory, organisation] = pattern.exec(value) ?? [];
    const scope = { programme: limit(programme), territory: limit(territory), organisation: limit(organisation) };
    return Grant.safeParse({ role: role as Role, ...scope }).data ?? [];
  });
  return [...new Map(grants.map((grant) => [wordsOf(grant), grant])).values()];
}

const mostRoles = 50;
/** An empty place between slashes is no limit. */
const limit = (part: string | undefined) => (part === undefined || part === '' ? null : part);

/** One spelling of a grant. */
export const wordsOf = ({ role, programme, territory, organisation }: Grant): string =>
  JSON.stringify([role, programme, territory, organisation]);
