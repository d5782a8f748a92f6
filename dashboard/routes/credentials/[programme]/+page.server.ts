import { may } from '../../../../access.ts';
import type { PageServerLoad } from './$types.js';

/** The microcredentials of a programme, as published, and the passports that stack them. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme } }) => {
  const [credentials, passports] = await Promise.all([
    services.credentials.list(programme),
    services.credentials.passports(programme),
  ]);
  return {
    ...{ address: programme, credentials, passports },
    curriculum: services.curricula.has(programme),
    mayWrite: may(person, 'credential.write', { programme }),
    demo: [...credentials, ...passports].some(({ demo }) => demo),
  };
};
