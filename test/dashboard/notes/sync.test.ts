import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waits } from '../../../dashboard/lib/notes/entry.ts';
import {
  choose,
  inOrder,
  putAway,
  remove,
  type as typeWords,
  write,
  type Choice,
} from '../../../dashboard/lib/notes/notebook.ts';
import { round } from '../../../dashboard/lib/notes/sync.ts';
import { connection, Device, note, Records, type Fate } from './room.ts';

const device = fc.constantFrom(0, 1);
// few statements, so that both people meet on the same one
const which = fc.nat({ max: 1 });
const choice = fc.constantFrom<Choice>('mine', 'theirs', 'both');
const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('note', 'type', 'type', 'enter', 'enter', 'leave', 'remove'), device, which }),
  fc.record({ kind: fc.constant('choose' as const), device, which, choice }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  act,
  fc.record({
    kind: fc.constant('round' as const),
    device,
    fates: fc.array(fc.constantFrom<Fate>('arrives', 'arrives', 'lost', 'deaf'), { maxLength: 6 }),
    meanwhile: fc.array(act, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('kill' as const), device }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What two people do, with a tally of the words that must be on the server in the end. */
class Session {
  readonly records = new Records();
  readonly devices = [new Device(), new Device()] as const;
  readonly alive = new Set<string>();
  /** words being typed: which device, which statement, and the words that they are to replace */
  readonly typed = new Map<string, { text: string; over: string | null }>();
  #words = 0;

  async run(step: Step): Promise<void> {
    if (step.kind === 'kill') return this.devices[step.device as 0].kill(this.records);
    if (step.kind !== 'round') return this.act(step as Act);
    const { fates, meanwhile } = step as Extract<Step, { kind: 'round'; fates: Fate[] }>;
    const acts = [...meanwhile];
    await this.round(step.device, [...fates], () => acts.length > 0 && this.act(acts.shift()!));
  }

  async round(at: number, fates: Fate[] = [], meanwhile: () => void = () => undefined): Promise<void> {
    await round(this.devices[at as 0], connection(this.records, fates, meanwhile)).catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
    });
  }

  act(act: Act): void {
    const device = this.devices[act.device as 0];
    const entries = inOrder(device.book());
    const entry = entries[act.which % Math.max(1, entries.length)];
    const fresh = `${act.device}-${++this.#words}`;
    if (act.kind === 'note') {
      device.act((book) => write(book, fresh, note(fresh, this.#words)));
      this.alive.add(fresh);
    } else if (entry && 'choice' in act) this.#choose(device, entry.id, act.choice, fresh);
    else if (entry && !entry.conflict) this.#edit(act.kind, device, act.device, entry.id, fresh);
  }

  #edit(kind: Act['kind'], device: Device, at: number, id: string, fresh: string): void {
    const key = `${at} ${id}`;
    const entry = device.book().get(id)!;
    const shown = entry.wanted?.text ?? null;
    const typed = this.typed.get(key);
    if (kind === 'type' && (shown !== null || typed)) {
      device.act((book) => typeWords(book, id, note(fresh)));
      this.typed.set(key, { text: fresh, over: typed ? typed.over : shown });
    } else if (kind === 'enter' && typed) {
      device.act((book) => write(book, id, note(typed.text)));
      if (typed.over !== null) this.alive.delete(typed.over);
      this.alive.add(typed.text);
      this.typed.delete(key);
    } else if (kind === 'leave' && typed) {
      device.act((book) => putAway(book, id));
      this.typed.delete(key);
    } else if (kind === 'remove' && shown !== null) {
      device.act((book) => remove(book, id));
      this.alive.delete(shown);
      this.typed.delete(key);
    }
  }

  #choose(device: Device, id: string, choice: Choice, fresh: string): void {
    const { conflict, wanted } = device.book().get(id)!;
    if (!conflict) return;
    device.act((book) => choose(book, id, choice, fresh));
    const theirs = conflict.theirs?.note.text ?? null;
    if (choice === 'mine' && theirs !== null) this.alive.delete(theirs);
    if (wanted && choice === 'theirs') this.alive.delete(wanted.text);
    if (wanted && choice !== 'theirs') this.alive.add(wanted.text);
    if (wanted && (choice === 'both' || (choice === 'mine' && theirs === null)))
      this.#follow(this.devices.indexOf(device), id, fresh);
  }

  /** Words that were to replace the own ones go with them to their new place. */
  #follow(at: number, id: string, fresh: string): void {
    const typed = this.typed.get(`${at} ${id}`);
    if (!typed) return;
    this.typed.delete(`${at} ${id}`);
    this.typed.set(`${at} ${fresh}`, typed);
  }

  /** The network is back, and people decide wherever they are asked. */
  async end(choices: readonly Choice[]): Promise<void> {
    for (let turn = 0; turn < 60; turn++) {
      for (const at of [0, 1]) {
        await this.round(at);
        for (const { id, conflict } of [...this.devices[at as 0].book().values()]) {
          if (!conflict) continue;
          // somebody who decides again and again keeps the others' words at last
          const choice = turn > 40 ? 'theirs' : choices[turn % choices.length]!;
          this.#choose(this.devices[at as 0], id, choice, `${at}-end-${++this.#words}`);
        }
      }
    }
  }
}

describe('notes of two devices over a connection that fails', () => {
  it('are all on the server once, with the words last chosen, whatever happened on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60, size: 'max' }),
        fc.array(choice, { minLength: 1, maxLength: 5 }),
        async (steps, choices) => {
          const session = new Session();
          for (const one of steps) await session.run(one);
          await session.end(choices);
          expect(session.records.texts()).toEqual([...session.alive].sort());
          for (const device of session.devices) {
            const entries = [...device.book().values()];
            expect(entries.filter((entry) => waits(entry) || entry.conflict)).toEqual([]);
            const texts = entries.flatMap(({ wanted }) => (wanted ? [wanted.text] : [])).sort();
            expect(texts).toEqual(session.records.texts());
          }
          const typing = session.devices.flatMap((device) =>
            [...device.book().values()].flatMap(({ draft }) => (draft ? [draft.note.text] : [])),
          );
          expect(typing.sort()).toEqual([...session.typed.values()].map(({ text }) => text).sort());
        },
      ),
      { numRuns: 2000 },
    );
  });
});
