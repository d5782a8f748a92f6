import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const top = resolve(import.meta.dirname, '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'data/**/*.md'], { cwd: top }).filter(
  (file) => !file.includes('local/'),
);
const code = globSync(['*.ts', '{data,survey,analytics,dashboard,command}/**/*.{ts,svelte}'], { cwd: top });

const targets = (file: string, pattern: RegExp) =>
  [...readFileSync(join(top, file), 'utf8').matchAll(pattern)].map((match) => ({ file, target: match[1] ?? '' }));

describe('the documents', () => {
  it('link to files and pictures that are there', () => {
    const links = pages.flatMap((file) => targets(file, /\]\((?!https?:|#|mailto:)([^)#]+)/g));
    const missing = links.filter(({ file, target }) => !existsSync(join(top, dirname(file), target)));
    expect(links.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it('that the code names are there', () => {
    const named = code.flatMap((file) => targets(file, /\b(docs\/[\w/-]+\.md)\b/g));
    expect(named.filter(({ target }) => !existsSync(join(top, target)))).toEqual([]);
  });
});
