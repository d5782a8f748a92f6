/** The survey in the field: a real server, answers through its front door, and who said what until when. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTickets, type Tickets } from '../../survey/guard/ticket.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { writeProgramme } from '../support/small-programme.ts';
import { attackProgramme } from './programme.ts';
import { isComplete, profileOf, type Answers, type Version } from './population.ts';
import { splitWeighings, type Weighings, type Weighting } from './weighing.ts';

interface Respondent {
  readonly receipt: string;
  readonly version: Version;
  /** has corrected what a publication counted, and is in no later one */
  readonly isOut: boolean;
}

/** One survey, its respondents, and the moments at which it published. */
export class Field {
  readonly server: TestServer;
  readonly survey: string;
  /** every version that ever counted in a publication, or may in the next */
  versions: Version[] = [];
  /** publications so far; the next one is of this moment */
  moment = 0;
  /** answers that count towards the next publication */
  size = 0;
  readonly #respondents = new Map<number, Respondent>();
  readonly #snapshots: string[] = [];
  readonly #weightings: (Weighting | null)[] = [];
  readonly #tickets: Tickets;

  constructor(server: TestServer, survey: string) {
    this.server = server;
    this.survey = survey;
    const { key, now } = server.application;
    // whoever answers has had the page open for half an hour
    this.#tickets = createTickets(key, () => new Date(now().getTime() - 30 * 60_000));
  }

  get address(): string {
    return this.server.address;
  }

  /** Sends answers of new persons, as their browsers do. */
  async answer(all: readonly Answers[]): Promise<void> {
    const first = this.#respondents.size;
    await inTens(all, async (answers, place) => {
      const sent = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
      const body = { ...sent, ticket: this.#tickets.issue(this.survey, 1), answers };
      const { receipt } = await this.#call('POST', `/api/surveys/${this.survey}/responses`, body);
      this.#begin(first + place, receipt, answers);
    });
  }

  /** Somebody says something else. */
  async correct(person: number, answers: Answers): Promise<void> {
    const { receipt } = this.#respondent(person);
    await this.#call('PUT', '/api/receipt', { answers }, receipt);
    const wasCounted = this.#end(person);
    this.#begin(person, receipt, answers, wasCounted);
  }

  /** Somebody takes the answers back. */
  async erase(person: number): Promise<void> {
    await this.#call('DELETE', '/api/receipt', null, this.#respondent(person).receipt);
    this.#end(person);
  }

  /** Lets the release plan publish what is due. @returns whether there is something new */
  async settle(): Promise<boolean> {
    await this.server.application.settle();
    return this.#look();
  }

  /** The last publication, after the closing day. */
  async close(): Promise<void> {
    const { projection, publish, analytics } = this.server.application;
    await projection.run();
    await publish(this.survey, 'command', { closing: true });
    await analytics.reload(this.survey);
    if (!(await this.#look())) throw new Error('the closing publication is not there');
  }

  /** The moment of a publication by its id. */
  momentOf(snapshot: string): number {
    const moment = this.#snapshots.indexOf(snapshot);
    if (moment < 0) throw new Error(`a publication that the plan does not explain: ${snapshot}`);
    return moment;
  }

  /** What the attacker knows of weights: everything that the publication was made with. */
  readonly weighings: Weighings = ({ moment }) => {
    const weighting = this.#weightings[moment];
    return weighting ? splitWeighings(weighting, `publication ${moment}`) : [];
  };

  async #look(): Promise<boolean> {
    const response = await fetch(`${this.address}/api/surveys/${this.survey}/coverage`);
    const { snapshot } = (await response.json()) as { snapshot: { id: string } | null };
    if (snapshot === null || this.#snapshots.includes(snapshot.id)) return false;
    const [kept] = await this.server.application.database.rows<{ weighting: string | null }>(
      'SELECT weighting FROM snapshot WHERE id = ?',
      [snapshot.id],
    );
    this.#snapshots.push(snapshot.id);
    this.#weightings.push(JSON.parse(kept?.weighting ?? 'null') as Weighting | null);
    this.moment = this.#snapshots.length;
    return true;
  }

  #respondent(person: number): Respondent {
    const found = this.#respondents.get(person);
    if (!found) throw new Error(`nobody has the number ${person}`);
    return found;
  }

  #begin(person: number, receipt: string, answers: Answers, isOut = false): void {
    const version = { person, profile: profileOf(answers), answers, from: this.moment, until: Infinity };
    this.#respondents.set(person, { receipt, version, isOut });
    this.size += 1;
    if (isComplete(version.profile) && !isOut) this.versions.push(version);
  }

  /** @returns whether a publication has counted the person */
  #end(person: number): boolean {
    const { version, isOut } = this.#respondent(person);
    const others = this.versions.filter((one) => one !== version);
    // what no publication counted is no version of anything
    const counted = version.from < this.moment && isComplete(version.profile) && !isOut;
    this.versions = counted ? [...others, { ...version, until: this.moment }] : others;
    this.size -= 1;
    return counted || isOut;
  }

  async #call(method: string, path: string, body: object | null, receipt?: string): Promise<{ receipt: string }> {
    const headers = new Headers({ 'Content-Type': 'application/json' });
    if (receipt !== undefined) headers.set('Authorization', `Receipt ${receipt}`);
    const response = await fetch(`${this.address}${path}`, {
      ...{ method, headers },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { receipt: string };
  }
}

async function inTens<T>(all: readonly T[], work: (one: T, place: number) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += 10)
    await Promise.all(all.slice(start, start + 10).map((one, place) => work(one, start + place)));
}

/** A server with the attack's programme. @param clock  its time, which the test moves */
export async function openServer(
  places: readonly string[],
  sizes: Parameters<typeof attackProgramme>[1],
  clock: { now: Date },
): Promise<TestServer> {
  const folder = await writeProgramme(attackProgramme(places, sizes), 'attack');
  const server = await testServer({}, { now: () => clock.now });
  await server.application.loadProgramme(folder);
  await rm(dirname(folder), { recursive: true });
  return server;
}
