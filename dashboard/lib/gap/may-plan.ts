/** Who is offered to add an edition; the page of the plans asks again. */
import { grantsFor, type Person } from '../../../access.ts';

export const mayPlanIn = (person: Person | null, programme: string): boolean =>
  person !== null &&
  grantsFor(person, 'plan.write').some((grant) => grant.programme === null || grant.programme === programme);
