/**
 * JSON text that is the same for the same content, whatever the order of keys.
 * @param value  parsed JSON of limited depth
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isNested) ? value.map(sorted) : value;
  const from = value as Readonly<Record<string, unknown>>;
  // without a prototype, so that a key named `__proto__` is a key like any other
  const to = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(from).sort()) to[key] = sorted(from[key]);
  return to;
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null;
