import { expect, it } from 'vitest';
import { seatsByPlace } from '../../dashboard/lib/plan/held.ts';

it('counts the seats of all editions of a place, and none of those online', () => {
  const matera = 'municipality:077014';
  const lines = [
    { place: matera, seats: 20, editions: 3 },
    { place: null, seats: 50, editions: 2 },
    { place: matera, seats: 12, editions: 1 },
    { place: 'municipality:076063', seats: 8, editions: 2 },
  ];
  expect([...seatsByPlace(lines)]).toEqual([
    [matera, 72],
    ['municipality:076063', 16],
  ]);
});
