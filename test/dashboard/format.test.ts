import { describe, expect, it } from 'vitest';
import { formats } from '../../dashboard/lib/format.ts';

describe('numbers and dates', () => {
  it('are written as Italians write them', () => {
    const format = formats('it');
    expect(format.count(6500)).toBe('6.500');
    expect(format.number(3.14159, 2)).toBe('3,14');
    expect(format.percent(0.414)).toBe('41%');
    expect(format.day('2026-06-15')).toBe('15 giugno 2026');
    expect(format.list(['Potenza', 'Matera', 'Melfi'])).toBe('Potenza, Matera e Melfi');
  });

  it('are written as the English write them', () => {
    const format = formats('en');
    expect(format.count(6500)).toBe('6,500');
    expect(format.day('2026-06-15')).toBe('15 June 2026');
  });

  it('keep the day whatever the time zone', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    expect(formats('it').day('2026-12-31')).toBe('31 dicembre 2026');
    process.env.TZ = zone;
  });
});
