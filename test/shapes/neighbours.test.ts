import { expect, it } from 'vitest';
import { neighboursOf } from '../../dashboard/lib/chart/neighbours.ts';
import type { ShapeTopology } from '../../dashboard/lib/chart/geometry.ts';
import { square } from '../support/shapefile.ts';
import { geoJson, tryFile } from './stage.ts';

it('finds the territories that touch, by shared borders and not by corners', async () => {
  const at = (code: string, x: number, y: number) => ({ properties: { code }, ring: square(16.4 + x, 40.5 + y) });
  const file = geoJson([at('077014', 0, 0), at('077021', 0.2, 0), at('077001', 0.2, 0.2), at('077015', 0.7, 0.1)]);
  const { parts } = await tryFile(file, { property: 'code' });
  const found = neighboursOf(JSON.parse(parts[0]!.topology) as ShapeTopology);
  expect(Object.fromEntries(found)).toEqual({
    '077014': ['077021'],
    '077021': ['077014', '077001'],
    '077001': ['077021'],
    '077015': [],
  });
});
