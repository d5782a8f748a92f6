import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partNames, partsOf, type PartName } from '../../dashboard/lib/message-parts.ts';

const routes = 'dashboard/routes';
const fileOf = (part: PartName, language: 'it' | 'en') =>
  `dashboard/messages/${part === 'common' ? '' : `${part}/`}${language}.json`;
const keysOf = (part: PartName, language: 'it' | 'en' = 'it') =>
  Object.keys(JSON.parse(readFileSync(fileOf(part, language), 'utf8')) as object);
const partOf = new Map(partNames.flatMap((part) => keysOf(part).map((key) => [key, part] as const)));

/** Files that the browser has when it has these: what they import, now or later, except for types. */
function reachable(from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file) || !existsSync(file) || !/^dashboard\/.*(?<!\.server)\.(ts|svelte)$/.test(file)) return;
    found.add(file);
    const imports = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;'"]*?from\s+'(\.[^']+)'|import\s*\(?\s*'(\.[^']+)'/g;
    for (const [, named, bare] of readFileSync(file, 'utf8').matchAll(imports)) {
      visit(join(dirname(file), named ?? bare ?? ''));
    }
  };
  from.forEach(visit);
  return found;
}

/** Keys that a file writes out, and all that fit one with a gap: `explore.level.${level}`. */
function keysIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const plain = [...text.matchAll(/['"]([\w.]+)['"]/g)].map(([, word]) => word!);
  const open = [...text.matchAll(/`([a-zA-Z]+\.[\w.]*)\$\{[^`]*\}([\w.]*)`/g)].flatMap(([, start, end]) =>
    [...partOf.keys()].filter((key) => key.startsWith(start!) && key.endsWith(end!)),
  );
  return [...plain.filter((word) => partOf.has(word)), ...open];
}

/** The files that Kit sends for a page: its own and those of the layouts around it. */
function doorsOf(page: string): string[] {
  const doors = [join(dirname(page), '+page.ts'), page, `${routes}/+error.svelte`, 'dashboard/hooks.client.ts'];
  for (let folder = dirname(page); folder.startsWith(routes); folder = dirname(folder)) {
    doors.push(join(folder, '+layout.svelte'), join(folder, '+layout.ts'));
  }
  return doors;
}

const runs = (page: string) => {
  const own = join(dirname(page), '+page.ts');
  return !existsSync(own) || !/csr = false/.test(readFileSync(own, 'utf8'));
};
const pages = globSync(`${routes}/**/+page.svelte`)
  .filter(runs)
  .map((page) => [`/${relative(routes, dirname(page))}`, page] as const)
  .toSorted(([a], [b]) => a.localeCompare(b));

describe('the texts that a page fetches', () => {
  it('are walked from many pages, by the charts that come later too', () => {
    expect(pages.length).toBeGreaterThan(40);
    const explorer = reachable(doorsOf(`${routes}/explore/[id]/+page.svelte`));
    expect([...explorer]).toContain('dashboard/lib/take-away/picture.ts');
    expect([...explorer].flatMap(keysIn)).toContain('explore.level.province');
  });

  it.each(pages)('%s: are all that it can say', (route, page) => {
    const fetched = new Set<PartName>(['common', ...partsOf(route), 'staff']);
    const missing = [...reachable(doorsOf(page))].flatMap((file) =>
      keysIn(file)
        .filter((key) => !fetched.has(partOf.get(key)!))
        .map((key) => `${file}: ${key} is in "${partOf.get(key)}"`),
    );
    expect(missing).toEqual([]);
  });

  it('leave out what a page never says', () => {
    expect(partsOf('/survey/[id]')).toEqual(['answer', 'keep']);
    expect(partsOf('/survey/[id]/method')).toEqual(['method']);
    expect(partsOf(null)).toEqual([]);
    expect(pages.filter(([route]) => partsOf(route).includes('paper'))).toEqual([]);
  });
});

describe('a part', () => {
  it('has the same keys in both languages, and none that another part has', () => {
    for (const part of partNames) expect([part, keysOf(part, 'en')]).toEqual([part, keysOf(part)]);
    expect(partNames.flatMap((part) => keysOf(part)).length).toBe(partOf.size);
  });
});
