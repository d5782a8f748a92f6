/**
 * The identifiers that are already there, by 63 of their first 64 bits: 11 to 22 bytes each in memory.
 * It answers "certainly new" or "perhaps known"; only in the second case the database is asked.
 * It stands in the place of a UNIQUE index: docs/decisions/0010-writer-identifiers.md.
 */
export class KnownIds {
  readonly #shelves = Array.from({ length: 256 }, () => new Shelf());

  has(id: string): boolean {
    const [high, low] = wordsOf(id);
    return this.#shelves[high & 255]!.has(high, low);
  }

  add(id: string): void {
    const [high, low] = wordsOf(id);
    this.#shelves[high & 255]!.add(high, low);
  }

  /** @param words  two 32-bit numbers an identifier: its first and its second four bytes */
  addWords(words: Uint32Array): void {
    for (let at = 0; at < words.length; at += 2) {
      const high = words[at]!;
      this.#shelves[high & 255]!.add(high, words[at + 1]!);
    }
  }
}

function wordsOf(id: string): [number, number] {
  return [Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16)];
}

/** Open addressing with linear probing; a pair of zeros marks a free place. It grows alone, so growing is short. */
class Shelf {
  #words = new Uint32Array(2 * 64);
  #size = 0;

  has(high: number, low: number): boolean {
    return this.#words[this.#placeOf(high, low) + 1] !== 0;
  }

  add(high: number, low: number): void {
    const place = this.#placeOf(high, low);
    if (this.#words[place + 1] !== 0) return;
    this.#words[place] = high;
    this.#words[place + 1] = low | 1;
    this.#size += 1;
    if (8 * this.#size > 3 * this.#words.length) this.#grow();
  }

  /** where the pair lies, or the free place where it belongs */
  #placeOf(high: number, low: number): number {
    const words = this.#words;
    const mask = words.length - 1;
    const wanted = (low | 1) >>> 0;
    let place = ((Math.imul(high ^ wanted, 0x9e3779b1) >>> 7) * 2) & mask;
    while (words[place + 1] !== 0 && (words[place] !== high || words[place + 1] !== wanted)) place = (place + 2) & mask;
    return place;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(2 * old.length);
    this.#size = 0;
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.add(old[at]!, old[at + 1]!);
  }
}
