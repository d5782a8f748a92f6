import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong between the program and its staff. */
export const accessCatalogue = {
  sign_in_needed: entry(
    401,
    { it: 'Serve l’accesso', en: 'Sign in first' },
    { it: 'Questa parte è per il personale: entra e riprova.', en: 'This part is for staff: sign in and try again.' },
  ),
} as const satisfies Record<string, Entry>;
