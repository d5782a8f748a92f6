import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, programmeStyle } from '../../dashboard/lib/style/programme.ts';

const hex = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map((channels) => `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`);
/** What a programme may have: words in it are read on white. */
const allowed = hex.filter((colour) => contrast(colour, '#ffffff') >= 4.5);
const read = (style: string) => new Map(style.split(';').map((one) => one.split(':') as [string, string]));

describe('the colours of a programme', () => {
  it('measure contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('can be read in both themes, whatever they are', () => {
    fc.assert(
      fc.property(allowed, allowed, (primary, selection) => {
        const colours = read(programmeStyle({ primary, selection }));
        const of = (name: string) => colours.get(`--programme-${name}`) ?? '';
        for (const ground of ['#0f1b24', '#162530', '#1c2d39']) {
          expect(contrast(of('primary-dark'), ground)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(of('selection-dark'), ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(of('on-primary-dark'), of('primary-dark'))).toBeGreaterThanOrEqual(4.5);
        expect(contrast('#ffffff', of('band-dark'))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('keep their hue in the dark', () => {
    const colours = read(programmeStyle({ primary: '#0b5563', selection: '#c2502e' }));
    expect(colours.get('--programme-primary')).toBe('#0b5563');
    expect(colours.get('--programme-primary-dark')).toMatch(/^#7\wc\wd\w$/);
  });
});
