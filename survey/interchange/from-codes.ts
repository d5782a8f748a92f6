/** The tree of codes as a file holds it. */
import type { Localized } from '../contract.ts';
import { withFacts } from './facts.ts';
import type { OutgoingCode } from './material.ts';
import type { QdaCode } from './shape.ts';

const told = new Set(['accepted', 'proposed', 'retired']);

/**
 * The codes that are in use or were: those that were refused or merged into others stay here. A code whose parent stays
 * here stands where that parent's parent is.
 */
export function treeOf(codes: readonly OutgoingCode[]): QdaCode[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const parentOf = ({ parent }: OutgoingCode): string | null => {
    const above = parent === null ? undefined : byId.get(parent);
    return above === undefined || told.has(above.state) ? (above?.id ?? null) : parentOf(above);
  };
  const kept = codes.filter(({ state }) => told.has(state));
  const below = Map.groupBy(kept, parentOf);
  const branch = (parent: string | null): QdaCode[] =>
    (below.get(parent) ?? []).toSorted(byPlace).map((code) => ({ ...codeOf(code), codes: branch(code.id) }));
  return branch(null);
}

const byPlace = (a: OutgoingCode, b: OutgoingCode) => a.place - b.place || (a.id < b.id ? -1 : 1);

function codeOf({ id, labels, description, skill, colour, state }: OutgoingCode): QdaCode {
  const { it, ...others } = labels;
  const facts = {
    ...labelFacts(others),
    ...(skill !== null && { skill }),
    ...(state !== 'accepted' && { state }),
  };
  return {
    ...{ guid: id, name: it, isCodable: true, colour: colour.toUpperCase() },
    ...{ description: withFacts(description, facts), codes: [] },
  };
}

const labelFacts = (labels: Omit<Localized, 'it'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([language, label]) => (label === undefined ? [] : [[`label.${language}`, label]])),
  );
