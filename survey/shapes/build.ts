/** From matched outlines to the topologies that are stored: one a region, no larger than the level allows. */
import { gzipSync } from 'node:zlib';
import { objectNames, subset } from '../../data/shape.ts';
import { grid } from '../../data/topology.ts';
import type { NewPart, OfficialLevel, OfficialTopology } from '../../data/shape-table.ts';
import type { LevelReport } from '../contract.ts';
import { details, sizes } from './limit.ts';
import type { Outline } from './match.ts';
import { simplifier } from './simplify.ts';

/** `pieces`: kilobytes of each when it is sent. */
export interface Built {
  readonly parts: readonly NewPart[];
  readonly report: Pick<LevelReport, 'detail' | 'pieces'>;
}

/** How much coarser each attempt is than the one before. */
const coarser = 1.4;

/** Begins with the finest detail and leaves out more until every piece keeps the size of its level. */
export function buildParts(level: OfficialLevel, outlines: readonly Outline[]): Built {
  const simpler = simplifier(outlines);
  for (let detail: number = details[level]; ; detail *= coarser) {
    const parts = split(level, outlines, simpler(detail)).map((part) => ({ ...part, detail: Math.round(detail) }));
    const pieces = parts.map(({ region, topology }) => ({ region, size: kilobytes(topology) }));
    // coarser than a kilometre no more is gained: what is left are the corners where territories meet
    if (pieces.every(({ size }) => size <= sizes[level]) || detail > 1_000)
      return { parts, report: { detail: Math.round(detail), pieces } };
  }
}

const kilobytes = (text: string) => Math.ceil(gzipSync(text).length / 1_000);

function split(level: OfficialLevel, outlines: readonly Outline[], whole: OfficialTopology) {
  const geometries = Object.values(whole.objects).flatMap((object) => object.geometries);
  const regionOf = new Map(outlines.map(({ code, region }) => [code, region]));
  const known = new Set(outlines.flatMap(({ code, listed }) => (listed ? [code] : [])));
  const regions = [...new Set(regionOf.values())].sort();
  return regions.map((region) => {
    const own = geometries.filter(({ id }) => regionOf.get(String(id)) === region);
    const listed = own.filter(({ id }) => known.has(String(id)));
    const topology = subset({ arcs: whole.arcs, transform: grid }, objectNames[level], own);
    return { level, region, codes: listed.map(({ id }) => String(id)), topology: JSON.stringify(topology) };
  });
}
