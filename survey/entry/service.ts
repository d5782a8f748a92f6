/** The counter: answers given with help, keyed from paper, brought in from files, and the paper itself. */
import { may, type Person } from '../../access.ts';
import { Problem } from '../../problem.ts';
import { AssistedResponse, Presence, type EntryService, type EntryState, type Sender } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { listBatches, undoBatch } from './batch.ts';
import { enter, shown, type EntryOptions } from './context.ts';
import { countEntry, enteredOn } from './day.ts';
import { bringFile } from './import.ts';
import { paperOf } from './paper.ts';
import { codesSheet, emptySheet } from './template.ts';

const modes = ['assisted', 'paper'] as const;
/** Who hands in for others was not on a form of ours: no mark judges it. */
const counter: Sender = { network: null, isStaff: true };

export function createEntry(options: EntryOptions): EntryService {
  const { database, intake, audit, today } = options;
  const stateOf = async ({ id }: Person, survey: string): Promise<EntryState> => ({
    today: await enteredOn(database, { survey, day: today(), who: id }),
    batches: await listBatches(database, survey),
  });
  return {
    paper: (survey, language) => paperOf(shown(options, survey), language),
    mayAssist: (who, programme) => may(who, 'response.assist', { programme }),
    state: async (who, survey) => stateOf(enter(options, who, survey).person, survey),
    take: async (who, survey, body) => {
      const { person } = enter(options, who, survey);
      const { response, presence } = circumstances(body);
      const mode = response['mode'] === 'paper' ? 'paper' : 'assisted';
      if ((mode === 'paper') !== (presence === null) && modes.some((one) => one === response['mode']))
        throw new Problem('presence_missing', { value: presence ?? mode, known: Presence.options.join(', ') });
      const { created, acceptance } = await intake.submit(survey, response, counter, modes);
      const entered = { survey, day: today(), who: person.id, mode, presence } as const;
      if (created) await database.write((tx) => countEntry(tx, entered));
      return { created, acceptance };
    },
    template: (who, survey, part) => {
      const { definition } = enter(options, who, survey).entry;
      return part === 'codes' ? codesSheet(definition) : emptySheet(definition);
    },
    bring: async (who, survey, csv, file) => {
      const { person, entry } = enter(options, who, survey);
      return bringFile(options, entry, { ...file, csv, who: person.id });
    },
    undo: async (who, survey, number) => {
      const { person, entry } = enter(options, who, survey);
      const { compiled, life } = entry;
      const count = await database.write(async (tx) => {
        const gone = await undoBatch(tx, compiled, number, today());
        const noted = { who: person.id, action: 'entry.undo', programme: compiled.programme };
        await audit.record(tx, { ...noted, object: `${survey}/${number}`, detail: { count: gone } });
        return gone;
      });
      // what a pilot gave was never counted
      if (life.state !== 'pilot') intake.forget(survey, count);
      return stateOf(person, survey);
    },
    command: (survey, csv, file) => bringFile(options, shown(options, survey), { ...file, csv, who: 'command' }),
  };
}

/** The answers as they arrived: a schema's copy of them would leave out a key named `__proto__`. */
function circumstances(body: unknown): AssistedResponse {
  const { presence, noticeGiven } = parsed(AssistedResponse, body);
  return { presence, noticeGiven, response: (body as AssistedResponse).response };
}
