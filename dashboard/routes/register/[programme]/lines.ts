import type { Person } from '../../../../access.ts';
import type { RegisterPart, RegisterService } from '../../../../survey/contract.ts';

/** The rows of a part, with its name, so that a page knows what it holds. */
export async function linesOf(register: RegisterService, part: RegisterPart, who: Person | null, programme: string) {
  switch (part) {
    case 'members':
      return { part, rows: await register.members(who, programme) };
    case 'firms':
      return { part, rows: await register.firms(who, programme) };
    case 'ideas':
      return { part, rows: await register.ideas(who, programme) };
    case 'uptake':
      return { part, rows: await register.uptake(who, programme) };
    case 'interests':
      return { part, rows: await register.interests(who, programme) };
  }
}
export type Lines = Awaited<ReturnType<typeof linesOf>>;
