import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const top = resolve(import.meta.dirname, '..');
const folders = ['dashboard', 'analytics', 'survey', 'data'] as const;
type Folder = (typeof folders)[number];

interface Import {
  readonly file: string;
  readonly target: string;
}

/** A library and the one file that may import it. */
const doors: Readonly<Record<string, RegExp>> = {
  '@duckdb/node-api': /^data\/database\.server\.ts$/,
  highs: /^analytics\/highs\.ts$/,
  cephes: /^analytics\/estimate\/distribution\.ts$/,
  papaparse: /^data\/csv\.ts$/,
  'apache-arrow': /^analytics\/arrow\.ts$/,
  hucre: /^analytics\/workbook\.ts$/,
  'intl-messageformat': /^dashboard\/lib\/messages\.ts$/,
  '@observablehq/plot': /^dashboard\/lib\/chart\/plot\.ts$/,
  'topojson-client': /^data\/topology\.ts$/,
  'topojson-server': /^survey\/shapes\/simplify\.ts$/,
  'topojson-simplify': /^survey\/shapes\/simplify\.ts$/,
  'd3-geo': /^survey\/shapes\/simplify\.ts$/,
  shapefile: /^survey\/shapes\/shapefile\.ts$/,
  proj4: /^survey\/shapes\/projection\.ts$/,
  fflate: /^survey\/zip\.ts$/,
  'fast-xml-parser': /^survey\/xml\.ts$/,
  re2js: /^survey\/[a-z-]+\.ts$/,
  minisearch: /^survey\/coding\/search\.ts$/,
  'snowball-stemmers': /^survey\/coding\/stem\.ts$/,
  uqr: /^dashboard\/lib\/[a-z-]+\.ts$/,
  helmet: /^server\.ts$|^http\.ts$/,
  pino: /^log\.ts$/,
  'openid-client': /^access\/oidc\.ts$/,
  'rate-limiter-flexible': /^access\/limiter\.ts$/,
};

function files(pattern: string): string[] {
  return globSync(pattern, { cwd: top }).filter((file) => !/node_modules|^build\/|\.svelte-kit/.test(file));
}

const statement = /(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(top, file), 'utf8');
  return [...text.matchAll(statement)].map((match) => ({ file, target: match[1] ?? match[2] ?? '' }));
}

/** The path from the top of a relative import (or of Kit's `$lib`), null for a library. */
function place({ file, target }: Import): string | null {
  if (target.startsWith('$lib')) return target.replace('$lib', 'dashboard/lib');
  if (!target.startsWith('.')) return null;
  return relative(top, resolve(top, dirname(file), target));
}

const folderOf = (path: string) => folders.find((folder) => path.startsWith(`${folder}/`)) ?? null;
const product = [
  '*.ts',
  ...[...folders, 'access', 'printing'].map((folder) => `${folder}/**/*.{ts,svelte,js}`),
].flatMap(files);
const inside = product.flatMap(importsOf).map((one) => ({ ...one, place: place(one) }));

/** What the build does to the pages' modules: none of it is in the product. */
const buildSteps = ['dashboard/plot-parts.ts', 'dashboard/texts.ts'];
const isBuildStep = (file: string, to: string) => file === 'vite.config.ts' && buildSteps.includes(to);

function mayImport(from: Folder, to: Folder): boolean {
  return folders.indexOf(from) <= folders.indexOf(to);
}

describe('imports follow the path of the data', () => {
  it('reads the product’s files', () => {
    expect(product.length).toBeGreaterThan(20);
    expect(inside.length).toBeGreaterThan(40);
  });

  it('go from dashboard to analytics to survey to data, never back', () => {
    const wrong = inside.filter(({ file, place: to }) => {
      const [from, target] = [folderOf(file), to ? folderOf(to) : null];
      return from !== null && target !== null && !mayImport(from, target);
    });
    expect(wrong).toEqual([]);
  });

  /** Browser and server must find the same in a text. */
  const shared = 'survey/personal.ts';

  it('enter survey and analytics from the dashboard by their contract only', () => {
    const wrong = inside.filter(({ file, place: to }) => {
      if (folderOf(file) !== 'dashboard' || to === null) return false;
      const target = folderOf(to);
      if (target === 'data') return !/^data\/(geography\/.*json$|programme\/.*json$|topology\.ts$)/.test(to);
      return (target === 'survey' || target === 'analytics') && ![`${target}/contract.ts`, shared].includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it('take nothing from the dashboard elsewhere', () => {
    const wrong = inside.filter(({ file, place: to }) => {
      const from = folderOf(file);
      if (to === null || folderOf(to) !== 'dashboard' || from === 'dashboard') return false;
      return !(file === 'server.ts' && to === 'dashboard/build.ts') && !isBuildStep(file, to);
    });
    expect(wrong).toEqual([]);
  });

  it('stand access beside the path: it reads data, and is read by the composition and, as shapes, by pages', () => {
    const isAccess = (path: string | null) => path?.startsWith('access/') ?? false;
    const within = /^(access\/|data\/|access\.ts$|http\.ts$|log\.ts$|problem\.ts$)/;
    const composing = /^(server|application(-[a-z]+)?|noting|access-[a-z]+|openapi-[a-z]+)\.ts$|^command\//;
    const wrong = inside.filter(({ file, place: to }) => {
      if (to === null) return false;
      if (isAccess(file)) return !within.test(to);
      if (!isAccess(to) || composing.test(file)) return false;
      return !(folderOf(file) === 'dashboard' && to === 'access/contract.ts');
    });
    expect(wrong).toEqual([]);
  });

  it('stand printing beside the path: it opens pages as any browser does, and is read as a shape by them', () => {
    const within = /^(printing\/|access\.ts$|http\.ts$|problem\.ts$|survey\/(zip|register\/parse)\.ts$)/;
    const composing = /^(server|openapi-printing)\.ts$|^command\//;
    const wrong = inside.filter(({ file, place: to }) => {
      if (to === null) return false;
      if (file.startsWith('printing/')) return !within.test(to);
      if (!to.startsWith('printing/') || composing.test(file)) return false;
      return !(folderOf(file) === 'dashboard' && to === 'printing/contract.ts');
    });
    expect(wrong).toEqual([]);
  });

  it('leave access.ts, the table of rights, free of anything but problems', () => {
    const wrong = inside.filter(({ file, place: to }) => file === 'access.ts' && to !== null && to !== 'problem.ts');
    expect(wrong).toEqual([]);
  });

  it('leave problem.ts and config.ts free of anything of ours', () => {
    const outside = inside.filter(({ place: to }) => to !== null && !/^problem-\w+\.ts$/.test(to));
    const wrong = outside.filter(({ file }) => /^(problem(-\w+)?|config)\.ts$/.test(file));
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(doors))('reach %s through one door', (library, door) => {
    const users = new Set(
      inside
        .filter(
          ({ file, target }) => !buildSteps.includes(file) && (target === library || target.startsWith(`${library}/`)),
        )
        .map(({ file }) => file),
    );
    // what pages and server both need has one door on each side: they share no module
    const sides = new Set([...users].map((user) => user.startsWith('dashboard/')));
    expect(users.size).toBe(sides.size);
    for (const user of users) expect(user).toMatch(door);
  });

  it('keep types loose nowhere', () => {
    const loose = product.filter((file) =>
      /(:|<|\bas) *any\b|@ts-(ignore|nocheck|expect-error)/.test(readFileSync(join(top, file), 'utf8')),
    );
    expect(loose).toEqual([]);
  });
});

describe('the repository', () => {
  const manifest = readFileSync(join(top, 'package.json'), 'utf8');

  it('names exact versions and no package of a commercial licence', () => {
    expect(manifest).not.toMatch(/": *"[~^]/);
    expect(manifest).not.toMatch(/survey-(creator|pdf|analytics)/);
  });

  it('names no host in the lock file', () => {
    expect(readFileSync(join(top, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": *"http/);
  });

  it('has every word of the interface in both languages', () => {
    const texts = join(top, 'dashboard/messages');
    const keys = (file: string) => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object).sort();
    const italian = globSync('**/it.json', { cwd: texts });
    expect(italian.length).toBeGreaterThan(2);
    for (const file of italian) {
      const english = file.replace('it.json', 'en.json');
      expect(keys(join(texts, english)), english).toEqual(keys(join(texts, file)));
    }
  });
});
