/** What a person may open and change in the register, so that a page offers nothing else. */
import { may, mayAnywhere, type Action } from '../../access.ts';
import { Problem } from '../../problem.ts';
import type { RegisterMeans, RegisterPart } from '../contract.ts';
import { enter, isSchool, organisationsOf, type RegisterContext, type Who } from './context.ts';
import type { Firms } from './firm.ts';

export interface Reach {
  /** @throws Problem sign_in_needed; not_found when there is none */
  parts(who: Who, programme: string): Promise<RegisterPart[]>;
  means(who: Who, programme: string): Promise<RegisterMeans>;
}

const reading = {
  members: 'member.read',
  firms: 'madrina.read',
  ideas: 'idea.read',
  uptake: 'uptake.read',
  interests: 'interest.read',
} as const satisfies Record<RegisterPart, Action>;

export function reachOf(context: RegisterContext, { firms }: Pick<Firms, 'firms'>): Reach {
  const enters = (who: Who, programme: string, action: Action) =>
    isAllowed(() => enter(context, who, action, programme));
  return {
    parts: async (who, programme) => {
      if (who === null) throw new Problem('sign_in_needed');
      const found: RegisterPart[] = [];
      for (const [part, action] of Object.entries(reading) as [RegisterPart, Action][])
        if (await enters(who, programme, action)) found.push(part);
      // a programme without the forms has neither firms nor interests to show
      const hasForms = (await context.reference.forms(programme)) !== null;
      const seesFirms = hasForms && (await isAllowed(() => firms(who, programme)));
      const isThere = { firms: seesFirms, interests: hasForms };
      const parts = found.filter((part) => !(part in isThere) || isThere[part as keyof typeof isThere]);
      if (parts.length === 0) throw new Problem('not_found', { value: programme });
      return parts;
    },
    means: async (who, programme) => {
      const schools = [...(await organisationsOf(context, programme)).values()].filter(
        (one) => isSchool(one) && mayAnywhere(who, 'idea.write') && may(who, 'idea.write', one.place),
      );
      return {
        tellMembers: await enters(who, programme, 'member.write'),
        stepIdeas: await enters(who, programme, 'idea.step'),
        importUptake: await enters(who, programme, 'uptake.import'),
        schools: schools.map(({ key, name }) => ({ key, name })),
      };
    },
  };
}

/** Whether a call is not refused. */
async function isAllowed(call: () => unknown): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not_found' || error.code === 'sign_in_needed')) return false;
    throw error;
  }
}
