/** Groups and territories that no session has heard, as far as whoever asks can know. */
import type { FocusGroups } from '../contract.ts';
import { enter, locate, surveysOf } from '../register/context.ts';
import { within, type FocusContext } from './context.ts';
import { readSessions } from './session-store.ts';

export function unheardOf(context: FocusContext): Pick<FocusGroups, 'unheard'> {
  const { database, registry } = context;
  return {
    unheard: async (who, programme) => {
      const person = enter(context, who, 'focus.read', programme);
      const all = await readSessions(database, 's.programme = $programme', { programme });
      const reached = await within(context, person, 'focus.read', all);
      // old notes come into sessions that were never begun here
      const heard = reached.filter(({ session }) => session.statements > 0);
      const groups = registry.programme(programme).targetGroups.map(({ key, label }) => {
        const sessions = heard.filter(({ session }) => session.groups.includes(key)).length;
        return { key, label, sessions };
      });
      const territories = (await territoriesOf(context, programme)).map((one) => {
        const sessions = heard.filter(({ place }) => place.territories?.includes(one.territory)).length;
        return { ...one, sessions };
      });
      return { groups, territories };
    },
  };
}

/** The widest places of a programme that are more than one. */
async function territoriesOf(context: FocusContext, programme: string) {
  const { territory, mapLevels } = context.registry.programme(programme).programme;
  const own = 'codes' in territory ? territory.codes.map((code) => `${territory.level}:${code}`) : [];
  const named = own.length > 1 ? own : placesOf(context, programme, mapLevels);
  const located = await locate(context.database, programme, named);
  return named
    .flatMap((name) => ({ territory: name, name: located.get(name)?.name ?? name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'it'));
}

function placesOf(context: FocusContext, programme: string, levels: readonly string[]): string[] {
  const places = surveysOf(context, programme)[0]?.compiled.territories ?? [];
  const byLevel = levels.map((level) => places.filter((one) => one.level === level));
  const widest = byLevel.find(({ length }) => length > 1) ?? [];
  return widest.map(({ level, code }) => `${level}:${code}`);
}
