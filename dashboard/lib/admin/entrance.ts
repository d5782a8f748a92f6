import { mayAnywhere, type Action, type Person } from '../../../access.ts';

/** What the pages of the administration are about: whoever may do one of these has a way in. */
const actions: readonly Action[] = ['survey.watch', 'programme.manage', 'people.manage', 'audit.read'];

/** Whether a person may open any page of the administration; asked on the server, where rights are known. */
export const mayEnter = (person: Person | null): boolean => actions.some((action) => mayAnywhere(person, action));
