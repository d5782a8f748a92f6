/** Two devices on one session, with a network that loses requests and answers: nothing is lost, doubled or overwritten. */
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import type { FocusSession, Statement, StatementOutcome } from '../../survey/contract.ts';
import { openSession, openStage, wordsOf, type Caller } from './stage.ts';

const stage = openStage();
let who: Caller;
let moderator: Person;
beforeAll(async () => {
  who = await stage.member('moderator');
  moderator = stage.personOf(who);
});

/** What one device does next with one of the statements; `network`: what becomes of the request. */
interface Step {
  readonly device: 0 | 1;
  readonly statement: number;
  readonly act: 'write' | 'send';
  readonly network: 'works' | 'request lost' | 'answer lost' | 'twice';
}

const steps = fc.array(
  fc.record<Step>({
    device: fc.constantFrom(0, 1),
    statement: fc.nat(2),
    act: fc.constantFrom('write', 'send', 'send'),
    network: fc.constantFrom('works', 'works', 'request lost', 'answer lost', 'twice'),
  }),
  { minLength: 10, maxLength: 25 },
);

interface Held {
  readonly text: string;
  /** the revision that it was written upon */
  readonly revision: number;
  readonly waits: boolean;
}

/** A device keeps each statement until it knows that it is stored, as the page does. */
class Device {
  readonly held = new Map<number, Held>();
  readonly last = new Map<number, string>();
  /** what was told to be stored, and what a person was shown as a conflict */
  readonly told: string[] = [];
  readonly shown: string[] = [];

  write(statement: number, text: string): void {
    this.last.set(statement, text);
    this.held.set(statement, { text, revision: this.held.get(statement)?.revision ?? 0, waits: true });
  }

  learn(statement: number, sent: Held, outcome: StatementOutcome): void {
    if (outcome.state === 'stored') {
      this.told.push(sent.text);
      const now = this.held.get(statement)!;
      const isNewest = now.text === sent.text;
      this.held.set(statement, { ...now, revision: outcome.statement.revision, waits: !isNewest });
    } else {
      // the person sees both and takes what stands
      this.shown.push(sent.text);
      this.held.set(statement, { text: outcome.theirs!.text, revision: outcome.theirs!.revision, waits: false });
    }
  }
}

describe('two devices', () => {
  it('end with every statement once, and no words overwritten that nobody was shown', async () => {
    const { focus } = stage.server().application;
    const session = await openSession(who);
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const ids: string[] = [randomUUID(), randomUUID(), randomUUID()];
        const devices = [new Device(), new Device()] as const;
        const stored: string[][] = [[], [], []];
        const send = async (device: Device, statement: number, network: Step['network']) => {
          const held = device.held.get(statement);
          if (!held?.waits || network === 'request lost') return;
          const body = wordsOf({ revision: held.revision, text: held.text });
          let outcome = await focus.putStatement(moderator, session.id, ids[statement]!, body);
          if (network === 'twice') outcome = await focus.putStatement(moderator, session.id, ids[statement]!, body);
          if (outcome.state === 'stored' && stored[statement]!.at(-1) !== outcome.statement.text)
            stored[statement]!.push(outcome.statement.text);
          if (network !== 'answer lost') device.learn(statement, held, outcome);
        };
        for (const [index, { device, statement, act, network }] of plan.entries()) {
          if (act === 'write') devices[device].write(statement, `${device} ${index}`);
          else await send(devices[device], statement, network);
        }
        for (const device of devices) for (const statement of [0, 1, 2]) await send(device, statement, 'works');

        const rows = (await focus.statements(moderator, session.id)).filter(({ id }) => ids.includes(id));
        expect(rows.map(({ id }) => id).toSorted()).toEqual(
          ids.filter((_, index) => devices.some(({ held }) => held.has(index))).toSorted(),
        );
        for (const row of rows) {
          const history = stored[ids.indexOf(row.id)]!;
          // each revision is another text, and what stands is the last that was acknowledged
          expect([row.revision, row.text]).toEqual([history.length, history.at(-1)]);
        }
        for (const { told, shown, held, last } of devices) {
          for (const text of told) expect(stored.flat()).toContain(text);
          for (const { waits } of held.values()) expect(waits).toBe(false);
          // whoever wrote last was told that it is stored, or shown what stands in its place
          for (const text of last.values()) expect([...told, ...shown]).toContain(text);
        }
      }),
      { numRuns: 12, seed: 20260615 },
    );
  });

  it('that write at once over HTTP: one is stored, the other is told', async () => {
    const session: FocusSession = await openSession(who);
    const id = randomUUID();
    const path = `/api/focus-groups/${session.id}/statements/${id}`;
    await who('PUT', path, wordsOf());
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((text) => who<Statement>('PUT', path, wordsOf({ revision: 1, text }))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const winner = answers.find(({ status }) => status === 200)!.json;
    for (const { status, json } of answers)
      if (status === 409) expect(json).toMatchObject({ code: 'statement_conflict', theirs: winner });
  });
});
