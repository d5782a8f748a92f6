import type { Grant, Person, Role } from '../../access.ts';

const person = (id: string, role: Role, programme: string | null = null): Person => {
  const grant: Grant = { role, programme, territory: null, organisation: null };
  return { id, email: `${id}@example.org`, name: `${id[0]!.toUpperCase()}${id.slice(1)}`, grants: [grant] };
};

/** People of the staff, by the value of the cookie `staff` that they send. */
export const people = {
  editor: person('editor', 'instrument_editor'),
  administrator: person('administrator', 'administrator'),
  planner: person('planner', 'planner'),
  /** may everything of an editor and an administrator */
  chief: {
    ...person('chief', 'administrator'),
    grants: [...person('chief', 'administrator').grants, ...person('chief', 'instrument_editor').grants],
  },
  /** may edit, but another programme */
  stranger: person('stranger', 'instrument_editor', 'elsewhere'),
} as const satisfies Record<string, Person>;
export type Staff = keyof typeof people;

/** The person whose cookie it is. */
export const personOf = async (cookie: string | undefined): Promise<Person | null> => {
  const name = /(?:^|;\s*)staff=(\w+)/.exec(cookie ?? '')?.[1];
  return name !== undefined && name in people ? people[name as Staff] : null;
};

export const cookieOf = (name: Staff): string => `staff=${name}`;
