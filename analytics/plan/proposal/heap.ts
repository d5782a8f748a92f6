/** Numbers by the size of their key, largest first; of equal keys the smaller number. */
export interface Heap {
  readonly size: number;
  push(item: number, key: number): void;
  /** @returns the number with the largest key; the heap must hold one */
  pop(): number;
}

export function newHeap(): Heap {
  const items: number[] = [];
  const keys: number[] = [];
  const before = (one: number, other: number) =>
    keys[one]! > keys[other]! || (keys[one] === keys[other] && items[one]! < items[other]!);
  const swap = (one: number, other: number) => {
    [items[one], items[other]] = [items[other]!, items[one]!];
    [keys[one], keys[other]] = [keys[other]!, keys[one]!];
  };
  function sink(from: number): void {
    const [left, right] = [2 * from + 1, 2 * from + 2];
    let first = from;
    if (left < items.length && before(left, first)) first = left;
    if (right < items.length && before(right, first)) first = right;
    if (first === from) return;
    swap(from, first);
    sink(first);
  }
  return {
    get size() {
      return items.length;
    },
    push(item, key) {
      let at = items.push(item) - 1;
      keys.push(key);
      for (let up = (at - 1) >> 1; at > 0 && before(at, up); up = (at - 1) >> 1) {
        swap(at, up);
        at = up;
      }
    },
    pop() {
      swap(0, items.length - 1);
      const item = items.pop()!;
      keys.pop();
      sink(0);
      return item;
    },
  };
}
