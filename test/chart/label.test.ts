import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelPlaces, labelTexts, type Named } from '../../dashboard/lib/chart/label.ts';

const symbol = (key: string, x: number, y: number, r = 15, label: string | null = key): Named => ({
  key,
  label,
  x,
  y,
  r,
});

describe('the names on a map', () => {
  it('stand under their symbols', () => {
    expect(labelPlaces([symbol('Vulture', 200, 200)], 400).get('Vulture')).toEqual({ dx: 0, dy: 24, anchor: 'middle' });
  });

  it('give way to another symbol, but not to a much smaller one', () => {
    const below = (r: number) => labelPlaces([symbol('Vulture', 200, 200), symbol('x', 200, 226, r, null)], 400);
    expect(below(10).get('Vulture')).toEqual({ dx: 0, dy: -24, anchor: 'middle' });
    expect(below(4).get('Vulture')?.dy).toBe(24);
  });

  it('are left out where there is no room, the last first', () => {
    const crowd = Array.from({ length: 12 }, (_, at) => symbol(`Marmo Platano ${at}`, 200, 200 + at));
    const found = labelPlaces(crowd, 400);
    expect(found.size).toBeLessThan(12);
    expect(found.has('Marmo Platano 0')).toBe(true);
  });

  it('never lie over each other', () => {
    const place = fc.integer({ min: 20, max: 580 });
    const symbols = fc.array(fc.tuple(place, place, fc.integer({ min: 3, max: 30 })), { maxLength: 20 });
    fc.assert(
      fc.property(symbols, (all) => {
        const named = all.map(([x, y, r], at) => symbol(`Potenza ${at}`, x, y, r));
        const boxes = [...labelPlaces(named, 600)].map(([key, { dx, dy, anchor }]) => {
          const { x, y } = named.find((one) => one.key === key) ?? { x: 0, y: 0 };
          const width = key.length * 6.3;
          const left = x + dx - { start: 0, middle: width / 2, end: width }[anchor];
          return { left, right: left + width, top: y + dy - 8, bottom: y + dy + 8 };
        });
        boxes.forEach((a, at) => {
          for (const b of boxes.slice(at + 1)) {
            expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true);
          }
        });
      }),
    );
  });
});

describe('the words on the shapes of a map', () => {
  const shape = (key: string, x: number) => ({ key, texts: [`${key} 22%`, '22%'], x, y: 100 });

  it('are the name and the figure, or the figure alone where a neighbour has the room, or nothing', () => {
    const found = labelTexts([shape('Prato', 100), shape('Pistoia', 150), shape('Lucca', 152), shape('Siena', 300)]);
    expect([...found]).toEqual([
      ['Prato', 'Prato 22%'],
      ['Pistoia', '22%'],
      ['Siena', 'Siena 22%'],
    ]);
  });
});
