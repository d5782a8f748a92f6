/** Which territories a view is about: those inside the chosen one, else all of its level. */
import type { Territory } from '../../../survey/contract.ts';
import { homeWords, territoryWords, type Scene } from './scene.ts';

/**
 * - `all`: nothing is chosen
 * - `inside`: the chosen territory holds places of the map's level: these alone are shown
 * - `among`: it holds none, as it is of this level itself or of a finer one: it is marked among all of them
 */
export type Scope =
  { readonly kind: 'all'; readonly place: null } | { readonly kind: 'inside' | 'among'; readonly place: Territory };

export function scopeOf({ frame, held, level }: Scene): Scope {
  const place = frame.territories.find(({ code }) => code === held.area);
  if (place === undefined) return { kind: 'all', place: null };
  const holds = frame.territories.some((one) => one.level === level && isInside(one, place));
  return { kind: holds ? 'inside' : 'among', place };
}

/** The parents of a territory stand beside it. */
export const isInside = ({ province, area }: Territory, { code }: Pick<Territory, 'code'>): boolean =>
  province === code || area === code;

/** Of whom the map and its list are, in a sentence. */
export function scopeWords(scene: Scene): string {
  const { kind, place } = scopeOf(scene);
  return kind === 'inside' ? territoryWords(scene, place) : homeWords(scene);
}

/** What the list says of its reach, with the ways to another one. */
export interface ScopeNote {
  readonly text: string;
  readonly widen: { readonly text: string; readonly href: string };
  /** the finest level that the chosen territory holds; null where that is shown, or there is none */
  readonly finer: { readonly text: string; readonly href: string } | null;
}

/** Null where nothing is chosen. */
export function scopeNote(scene: Scene): ScopeNote | null {
  const { kind, place } = scopeOf(scene);
  if (kind === 'all') return null;
  const { m, frame, level, at } = scene;
  const home = frame.territories.find(({ code }) => code === frame.within.code)?.level ?? 'other';
  const finer = kind === 'inside' ? undefined : frame.levels.find((one) => holdsAt(scene, place, one));
  const marked = kind === 'inside' ? kind : place.level === level ? 'same' : 'holder';
  return {
    text: m('explore.scope', { marked, level, place: territoryWords(scene, place) }),
    widen: { text: m('explore.scope.widen', { home }), href: at({ area: '' }) },
    finer: finer ? { text: m('explore.scope.finer', { level: finer }), href: at({ level: finer }) } : null,
  };
}

const holdsAt = ({ frame }: Scene, place: Territory, level: string): boolean =>
  frame.territories.some((one) => one.level === level && isInside(one, place));
