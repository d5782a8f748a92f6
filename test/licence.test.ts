import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Lock = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ license: z.string().optional(), dev: z.boolean().optional() })),
});

const allowed = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'EUPL-1.2'];

/** Given to the public domain, without a condition: why they stay is written in docs/decisions/0105-official-shapes.md. */
const publicDomain = ['robust-predicates', 'text-encoding'];

const { packages } = Lock.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')));
const shipped = Object.entries(packages).flatMap(([path, { license, dev }]) =>
  path === '' || dev ? [] : [{ name: path.split('node_modules/').at(-1) ?? path, license: license ?? 'none' }],
);

describe('what the program is made of', () => {
  it('may be given on by whoever runs it: each package has a permissive licence, or is named with its reason', () => {
    expect(shipped.length).toBeGreaterThan(100);
    const others = shipped.filter(({ license }) => !allowed.includes(license));
    expect(others).toEqual(publicDomain.map((name) => ({ name, license: 'Unlicense' })));
  });

  it('names its reason where decisions are', () => {
    const decision = readFileSync(join(import.meta.dirname, '..', 'docs/decisions/0105-official-shapes.md'), 'utf8');
    for (const name of publicDomain) expect(decision).toContain(`\`${name}\``);
  });
});
