/** The only door to the library that packs; and packed files of strangers, read within limits. */
import { zipSync } from 'fflate';
import { crc32, inflateRawSync } from 'node:zlib';
import { Problem } from '../problem.ts';

/** How much a packed file may hold: bytes of all entries once unpacked, and how many entries. */
export interface ZipLimit {
  readonly bytes: number;
  readonly entries: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const [endSign, entrySign, fileSign] = [0x06054b50, 0x02014b50, 0x04034b50];
const [endSize, entrySize, fileSize] = [22, 46, 30];
const [stored, deflated] = [0, 8];

/**
 * Unpacks a file. Sizes are taken from its directory and held to while unpacking: what unpacks to more than it says is
 * refused as soon as it does.
 * @param wanted  which entries; the others are not unpacked
 * @returns the entries by name, in the order of the directory
 * @throws Problem unreadable_file
 */
export function unzip(
  bytes: Buffer,
  limit: ZipLimit,
  wanted: (name: string) => boolean = () => true,
): ReadonlyMap<string, Buffer> {
  try {
    const entries = directoryOf(bytes, limit.entries).filter(({ name }) => wanted(name));
    const total = entries.reduce((sum, { size }) => sum + size, 0);
    if (total > limit.bytes) throw tooLarge();
    return new Map(entries.map((entry) => [entry.name, unpack(bytes, entry)]));
  } catch (error) {
    throw error instanceof Problem ? error : damaged(error);
  }
}

/**
 * The names of the entries, unpacking none.
 * @throws Problem unreadable_file
 */
export function namesIn(bytes: Buffer, most: number): string[] {
  try {
    return directoryOf(bytes, most).map(({ name }) => name);
  } catch (error) {
    throw error instanceof Problem ? error : damaged(error);
  }
}

/** Packs files; the same files give the same bytes on any day. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.from(zipSync({ ...files }, { mtime: '1980-01-01T00:00:00', level: 6 }));
}

/** Packs files that are packed already, such as PDFs, as they are: quickly. */
export function zipStored(files: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.from(zipSync({ ...files }, { mtime: '1980-01-01T00:00:00', level: 0 }));
}

function directoryOf(bytes: Buffer, most: number): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > most) throw tooLarge();
  const entries: Entry[] = [];
  for (let at = bytes.readUInt32LE(end + 16), left = count; left > 0; left--) {
    if (bytes.readUInt32LE(at) !== entrySign) throw damaged();
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: bytes.toString('utf8', at + entrySize, at + entrySize + name),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += entrySize + name + extra + comment;
  }
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw damaged();
  return entries;
}

/** Where the record stands that ends the file; a comment of up to 65,535 bytes may follow it. */
function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endSize - 0xffff);
  for (let at = bytes.length - endSize; at >= first; at--) if (bytes.readUInt32LE(at) === endSign) return at;
  throw damaged();
}

function unpack(bytes: Buffer, { method, crc, packed, size, at }: Entry): Buffer {
  if (bytes.readUInt32LE(at) !== fileSign) throw damaged();
  const begin = at + fileSize + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(begin, begin + packed);
  if (content.length !== packed || (method !== stored && method !== deflated)) throw damaged();
  // not by the library: it unpacks to the end, however much comes, before it says how much it was
  const whole = method === stored ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  if (whole.length !== size || crc32(whole) !== crc) throw damaged();
  return whole;
}

const tooLarge = () => new Problem('unreadable_file', { reason: { it: 'contiene troppo', en: 'it holds too much' } });
const damaged = (cause?: unknown) =>
  new Problem('unreadable_file', { reason: { it: 'l’archivio è guasto', en: 'the archive is damaged' } }, { cause });
