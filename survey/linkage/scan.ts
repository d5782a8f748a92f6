/** Where in the raw bytes of files the identifiers of codes and answers stand, whatever the database calls free. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Evidence, Pair, Trait } from './trait.ts';

/** Bytes that tell one identifier from any other. */
const length = 16;
/** copies of an identifier in one file that are told apart */
const most = 4;

/** @returns for each file and each copy in it where each person's identifiers stand */
export async function scanFiles(directory: string, people: readonly Pair[]): Promise<Evidence> {
  const kinds = ['token', 'response', 'receipt'] as const;
  const known = new Map<string, { kind: number; person: number }>();
  for (const [kind, name] of kinds.entries())
    for (const [person, pair] of people.entries())
      for (const bytes of formsOf(pair[name])) known.set(bytes, { kind, person });
  const filter = filterOf(known.keys());
  const traits = kinds.map((): Trait[] => []);
  for (const file of await filesIn(directory)) {
    const bytes = await readFile(file);
    const places = kinds.map(() => people.map((): number[] => []));
    for (let at = 0; at + length <= bytes.length; at++) {
      if (!filter[((bytes[at]! << 8) | bytes[at + 1]!) * 256 + bytes[at + 2]!]) continue;
      const found = known.get(bytes.toString('latin1', at, at + length));
      if (found) places[found.kind]![found.person]!.push(at);
    }
    for (const [kind, name] of kinds.entries())
      for (let copy = 0; copy < most; copy++) {
        const values = places[kind]!.map((all) => all[copy] ?? null);
        if (values.every((value) => value === null)) break;
        traits[kind]!.push({ name: `bytes of ${relative(directory, file)}, ${name} ${copy + 1}`, values });
      }
  }
  return { tokens: traits[0]!, responses: [...traits[1]!, ...traits[2]!], logs: await logsIn(directory) };
}

/** As the database writes a UUID (lowest byte first, its first bit turned over), as bytes in order, as text. */
export function formsOf(uuid: string): string[] {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  const turned = Buffer.from(bytes).reverse();
  turned[15]! ^= 0x80;
  return [turned.toString('latin1'), bytes.toString('latin1'), uuid.slice(0, length)];
}

/** A write-ahead log names rows by their place; so it joins codes and answers of a batch, in the order of the batches. */
async function logsIn(directory: string): Promise<string[]> {
  const logs = (await filesIn(directory)).filter((file) => basename(file).includes('.wal'));
  const sizes = await Promise.all(logs.map(async (file) => (await stat(file)).size));
  return logs.filter((_, index) => sizes[index]! > 0).map((file) => relative(directory, file));
}

function filterOf(patterns: Iterable<string>): Uint8Array {
  const filter = new Uint8Array(1 << 24);
  for (const text of patterns) filter[(text.charCodeAt(0) << 16) | (text.charCodeAt(1) << 8) | text.charCodeAt(2)] = 1;
  return filter;
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
