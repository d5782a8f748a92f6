/** A plan while it is made: how many editions of each offer, who has a seat, what is left of the money. */
import type { Network } from './network.ts';
import { newSearch, type Search } from './path.ts';
import { addSeats, emptySeating, newJournal, nobody, nothing, takeBack } from './seating.ts';
import type { Notes, Seated, SkillSeating } from './seating.ts';

export interface Draft {
  readonly network: Network;
  readonly searches: readonly Search[];
  readonly seatings: SkillSeating[];
  readonly counts: Int32Array;
  /** of the seating of each skill: another number whenever it changes, the old one when that is taken back */
  readonly versions: Float64Array;
  readonly memory: Memory;
  readonly capUsed: Float64Array;
  /** person-places of each floor that are covered */
  readonly floors: Float64Array;
  /** seatings as they were, while somebody may want to go back */
  saved: Map<number, SkillSeating> | null;
  /** in how many floors that are not kept a pair `place × classes + class` is; null when all are kept */
  wanted: Uint8Array | null;
  money: number;
  covered: number;
}

/** What an edition would cover, by the versions of the seatings it was tried on; NaN: never tried. */
interface Memory {
  readonly covered: Float64Array;
  readonly version: Float64Array;
  last: number;
}

/** With the seats that stand already, and nothing else. */
export function newDraft(network: Network): Draft {
  const draft: Draft = {
    network,
    searches: network.skills.map((skill) => newSearch(network, skill)),
    seatings: network.skills.map((skill) => emptySeating(network, skill)),
    counts: new Int32Array(network.offers.length),
    versions: new Float64Array(network.skills.length),
    memory: {
      covered: new Float64Array(network.offers.length),
      version: new Float64Array(network.offers.length),
      last: 0,
    },
    capUsed: new Float64Array(network.caps.length),
    floors: new Float64Array(network.floors.length),
    ...{ saved: null, wanted: null, money: network.budget, covered: 0 },
  };
  markWanted(draft);
  network.skills.forEach((_, skill) => reseat(draft, skill));
  return draft;
}

/** What one more edition would bring. `relief`: person-places of floors that are not kept. */
export interface Gain {
  readonly covered: number;
  readonly relief: number;
}

/** Whether money, caps and the offer itself allow one edition more. */
export function mayHold({ network, counts, capUsed, money }: Draft, offer: number): boolean {
  if (counts[offer]! >= network.most[offer]! || network.cost[offer]! > money + 1e-9) return false;
  return network.capsOf[offer]!.every((cap) => capUsed[cap]! < network.caps[cap]!.most);
}

const journal = newJournal();

/** Where no floor wants anything, what was found before counts as long as nobody of the edition's skills has moved. */
export function tryEdition(draft: Draft, offer: number): Gain {
  const { memory, versions, network } = draft;
  const latest = network.offers[offer]!.reduce((sum, { skill }) => Math.max(sum, versions[skill]!), 1);
  if (draft.wanted === null && memory.version[offer] === latest) return { covered: memory.covered[offer]!, relief: 0 };
  const gain = measured(draft, offer);
  memory.covered[offer] = gain.covered;
  memory.version[offer] = latest;
  return gain;
}

function measured(draft: Draft, offer: number): Gain {
  const seated = draft.wanted === null ? null : nobody();
  const covered = seatEdition(draft, offer, { journal, seated, searches: draft.network.effort.tried });
  takeBack(journal);
  return { covered, relief: seated === null ? 0 : reliefOf(draft, seated) };
}

/** @returns who was seated */
export function holdEdition(draft: Draft, offer: number): Seated {
  const own = nobody();
  for (const { skill } of draft.network.offers[offer]!) save(draft, skill, true);
  const covered = seatEdition(draft, offer, { journal: null, seated: own, searches: draft.network.effort.held });
  draft.covered += covered;
  count(draft, offer, 1);
  for (const { skill } of draft.network.offers[offer]!) newVersion(draft, skill);
  if (draft.network.floors.length > 0) {
    own.cells.forEach((cell, entry) => addToFloors(draft, Math.floor(cell / 3), own.people[entry]!));
    markWanted(draft);
  }
  return own;
}

/** Takes editions out, and seats anew whoever learns one of their skills. */
export function dropEditions(draft: Draft, offers: readonly number[]): void {
  for (const offer of offers) count(draft, offer, -1);
  const skills = new Set(offers.flatMap((offer) => draft.network.offers[offer]!.map(({ skill }) => skill)));
  for (const skill of skills) reseat(draft, skill);
}

function newVersion({ versions, memory }: Draft, skill: number): void {
  memory.last += 1;
  versions[skill] = memory.last;
}

function count(draft: Draft, offer: number, more: number): void {
  draft.counts[offer]! += more;
  draft.money -= more * draft.network.cost[offer]!;
  for (const cap of draft.network.capsOf[offer]!) draft.capUsed[cap]! += more;
}

function seatEdition({ network, searches, seatings, wanted }: Draft, offer: number, notes: Notes): number {
  let covered = 0;
  for (const { skill, node, seats } of network.offers[offer]!) {
    covered += addSeats(searches[skill]!, seatings[skill]!, node, seats, wanted, notes);
    const { seated } = notes;
    while (seated !== null && seated.skills.length < seated.cells.length) seated.skills.push(skill);
  }
  return covered;
}

function reliefOf({ floors, network }: Draft, { cells, people }: Seated): number {
  const more = new Float64Array(floors.length);
  cells.forEach((cell, entry) => {
    const pair = Math.floor(cell / 3);
    network.floors.forEach(({ inside }, floor) => (more[floor]! += inside[pair]! * people[entry]!));
  });
  return network.floors.reduce((sum, { asked }, floor) => sum + Math.min(more[floor]!, Math.max(0, asked - floors[floor]!)), 0); // prettier-ignore
}

function addToFloors({ network, floors }: Draft, pair: number, amount: number): void {
  network.floors.forEach(({ inside }, floor) => (floors[floor]! += inside[pair]! * amount));
}

/** Person-places that floors lack. */
export const lackOf = ({ network, floors }: Pick<Draft, 'network' | 'floors'>): number =>
  network.floors.reduce((sum, { asked }, floor) => sum + Math.max(0, asked - floors[floor]! - lackTolerance(asked)), 0);

/** So that no floor is broken by the last digit of a sum. */
export const lackTolerance = (asked: number): number => 1e-7 * Math.max(1, asked);

function markWanted(draft: Draft): void {
  const open = draft.network.floors.filter(({ asked }, floor) => asked - draft.floors[floor]! > lackTolerance(asked));
  if (open.length === 0) {
    draft.wanted = null;
    return;
  }
  draft.wanted = new Uint8Array(open[0]!.inside.length);
  for (const { inside } of open) inside.forEach((isIn, pair) => (draft.wanted![pair]! += isIn));
}

/** Seats everybody of a skill anew, on what stands already and on the editions. */
export function reseat(draft: Draft, skill: number): void {
  const { network, seatings, searches, counts } = draft;
  const own = network.skills[skill]!;
  const before = seatings[skill]!;
  save(draft, skill, false);
  tellCovered(draft, before.covered, -1);
  const seating = emptySeating(network, own);
  const supply = own.base.slice();
  for (const offer of network.offersOf[skill]!)
    if (counts[offer]! > 0)
      for (const part of network.offers[offer]!)
        if (part.skill === skill) supply[part.node]! += part.seats * counts[offer]!;
  markWanted(draft);
  const notes = { journal: null, seated: null, searches: network.effort.held };
  supply.forEach((seats, node) => {
    if (seats > nothing) addSeats(searches[skill]!, seating, node, seats, draft.wanted, notes);
  });
  seatings[skill] = seating;
  newVersion(draft, skill);
  tellCovered(draft, seating.covered, 1);
  markWanted(draft);
}

function tellCovered(draft: Draft, covered: Float64Array, sign: 1 | -1): void {
  covered.forEach((people, cell) => {
    if (people === 0) return;
    draft.covered += sign * people;
    if (draft.floors.length > 0) addToFloors(draft, Math.floor(cell / 3), sign * people);
  });
}

/** Remembers a draft from now on. @returns what goes back to it; only the last one that was made can */
export function keep(draft: Draft): () => void {
  const { money, covered, wanted } = draft;
  const [counts, capUsed, floors] = [draft.counts.slice(), draft.capUsed.slice(), draft.floors.slice()];
  const versions = draft.versions.slice();
  const saved = new Map<number, SkillSeating>();
  draft.saved = saved;
  return () => {
    Object.assign(draft, { money, covered, wanted, saved: null });
    draft.counts.set(counts);
    draft.capUsed.set(capUsed);
    draft.floors.set(floors);
    draft.versions.set(versions);
    for (const [skill, seating] of saved) draft.seatings[skill] = seating;
  };
}

/** @param inPlace  whether the seating is about to change; else another takes its place */
function save({ saved, seatings }: Draft, skill: number, inPlace: boolean): void {
  if (saved === null || saved.has(skill)) return;
  saved.set(skill, seatings[skill]!);
  if (inPlace) seatings[skill] = copyOf(seatings[skill]!);
}

const copyOf = ({ supply, used, toPlace, toCell, covered }: SkillSeating): SkillSeating => ({
  ...{ supply: supply.slice(), used: used.slice(), toPlace: toPlace.slice() },
  ...{ toCell: toCell.slice(), covered: covered.slice() },
});

/** The same number of editions in a draft of its own. */
export function draftOf(network: Network, counts: ArrayLike<number>): Draft {
  const draft = newDraft(network);
  for (let offer = 0; offer < counts.length; offer += 1) if (counts[offer]! > 0) count(draft, offer, counts[offer]!);
  network.skills.forEach((_, skill) => reseat(draft, skill));
  return draft;
}
