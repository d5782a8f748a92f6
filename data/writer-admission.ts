import { doorOf, type Door } from './claim.server.ts';
import type { KnownIds } from './writer-known.ts';
import { assertEntry } from './response.server.ts';
import type { AppendOutcome, KnownResponse, ResponseEntry } from './response.server.ts';

/** What admission needs of the others. */
export interface Surroundings {
  readonly known: KnownIds;
  /** asks the database for stored responses */
  readonly find: (ids: readonly string[]) => Promise<ReadonlyMap<string, KnownResponse>>;
  /** asks the database for the codes that entries bring along */
  readonly doors: (entries: readonly ResponseEntry[]) => Promise<ReadonlyMap<string, Door>>;
  /** commits entries whose identifiers are all new; gives the `seq` of the first */
  readonly store: (entries: readonly ResponseEntry[]) => Promise<number>;
}

/** An entry on its way to the disk; `landed` gives the `seq` of the first entry of its list. */
interface Flight {
  readonly entry: ResponseEntry;
  readonly landed: Promise<number>;
}

/**
 * Lets each identifier in once: those already stored, and those under way in another call or earlier in the same list,
 * get the outcome `known`. Likewise each code: what brings one that is used or not there gets the outcome `barred`.
 */
export class Admission {
  readonly #around: Surroundings;
  readonly #flights = new Map<string, Flight>();
  /** codes used since the start: the database may have been asked before they were */
  readonly #used = new Set<string>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** @returns the outcomes in the order of the entries, once all of them are on the disk */
  async admit(entries: readonly ResponseEntry[]): Promise<AppendOutcome[]> {
    entries.forEach(assertEntry);
    const doors = await this.#findDoors(entries);
    const { found, asked } = await this.#findStored(entries);
    // nothing else runs from here to `#fly`: no identifier slips in twice
    const fresh: ResponseEntry[] = [];
    const landing = Promise.withResolvers<number>();
    const outcomes = entries.map((entry): AppendOutcome | Promise<AppendOutcome> => {
      const earlier = found.get(entry.idHmac) ?? this.#flights.get(entry.idHmac);
      if (earlier) return 'kind' in earlier ? earlier : knownAfter(earlier);
      const barred = this.#barred(entry, doors);
      if (barred) return barred;
      this.#flights.set(entry.idHmac, { entry, landed: landing.promise });
      const place = fresh.push(this.#throughDoor(entry, doors)) - 1;
      return landing.promise.then((first) => ({ kind: 'stored', seq: first + place }));
    });
    if (fresh.length > 0) this.#fly(fresh, asked).then(landing.resolve, landing.reject);
    return Promise.all(outcomes);
  }

  async #findDoors(entries: readonly ResponseEntry[]): Promise<ReadonlyMap<string, Door>> {
    const claiming = entries.filter(({ claim }) => claim !== undefined);
    return claiming.length === 0 ? new Map() : this.#around.doors(claiming);
  }

  #barred(entry: ResponseEntry, doors: ReadonlyMap<string, Door>): AppendOutcome | null {
    if (entry.claim === undefined) return null;
    const door = doorOf(doors, entry);
    if (door === undefined) return { kind: 'barred', used: false };
    return door.used || this.#used.has(entry.claim) ? { kind: 'barred', used: true } : null;
  }

  #throughDoor(entry: ResponseEntry, doors: ReadonlyMap<string, Door>): ResponseEntry {
    if (entry.claim === undefined) return entry;
    this.#used.add(entry.claim);
    return { ...entry, channel: doorOf(doors, entry)?.channel ?? null };
  }

  async #findStored(entries: readonly ResponseEntry[]) {
    const { known, find } = this.#around;
    const found = new Map<string, KnownResponse>();
    const asked = new Set<string>();
    // again after each answer: others may have landed meanwhile
    for (;;) {
      const suspects = entries.map(({ idHmac }) => idHmac).filter((id) => known.has(id) && !asked.has(id));
      if (suspects.length === 0) return { found, asked };
      for (const id of suspects) asked.add(id);
      for (const [id, response] of await find(suspects)) found.set(id, response);
    }
  }

  async #fly(fresh: readonly ResponseEntry[], asked: ReadonlySet<string>): Promise<number> {
    const { known, store } = this.#around;
    try {
      const first = await store(fresh);
      for (const { idHmac } of fresh) {
        known.add(idHmac);
        // one that shares its first bits with another stays: whoever asked before it landed must still meet it
        if (!asked.has(idHmac)) this.#flights.delete(idHmac);
      }
      return first;
    } catch (error) {
      for (const { idHmac, claim } of fresh) {
        this.#flights.delete(idHmac);
        if (claim !== undefined) this.#used.delete(claim);
      }
      throw error;
    }
  }
}

async function knownAfter({ entry, landed }: Flight): Promise<KnownResponse> {
  await landed;
  return { kind: 'known', bodyHash: entry.bodyHash, erased: false, day: entry.day };
}
