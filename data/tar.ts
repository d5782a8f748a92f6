/** Files put into one that any `tar` opens, and taken out again; a piece at a time, however large they are. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

const block = 512;

export interface Packed {
  readonly name: string;
  readonly size: number;
  /** where its bytes begin */
  readonly at: number;
}

/** What goes in: a file, or words. */
export type Part = { readonly name: string } & ({ readonly path: string } | { readonly text: string });

/** Writes a new file, on the disk when it resolves. @throws Error EEXIST when there is one */
export async function writeTar(file: string, parts: readonly Part[]): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    for (const part of parts) await writePart(handle, part);
    await handle.write(Buffer.alloc(2 * block));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writePart(handle: FileHandle, part: Part): Promise<void> {
  const bytes = 'text' in part ? Buffer.from(part.text) : null;
  const size = 'path' in part ? (await stat(part.path)).size : bytes!.length;
  await handle.write(headOf(part.name, size));
  if ('path' in part) for await (const piece of createReadStream(part.path)) await handle.write(piece as Buffer);
  else await handle.write(bytes!);
  await handle.write(Buffer.alloc((block - (size % block)) % block));
}

function headOf(name: string, size: number): Buffer {
  const head = Buffer.alloc(block);
  const put = (text: string, at: number) => head.write(text, at, 'ascii');
  put(name, 0);
  for (const [text, at] of [
    ['0000600', 100],
    ['0000000', 108],
    ['0000000', 116],
    ['00000000000', 136],
  ] as const)
    put(text, at);
  // eight octal digits do not hold what a large installation has
  if (size < 8 ** 11) put(size.toString(8).padStart(11, '0'), 124);
  else {
    head[124] = 0x80;
    head.writeBigUInt64BE(BigInt(size), 128);
  }
  put('0', 156);
  put('ustar\u000000', 257);
  put('        ', 148);
  put(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\u0000 `,
    148,
  );
  return head;
}

/** The table of contents. @throws Error when the bytes are none that `writeTar` wrote */
export async function readTar(file: string): Promise<Packed[]> {
  const handle = await open(file, 'r');
  try {
    const packed: Packed[] = [];
    for (let at = 0; ;) {
      const head = Buffer.alloc(block);
      const { bytesRead } = await handle.read(head, 0, block, at);
      if (bytesRead < block) throw new Error('it ends too early');
      if (head.every((byte) => byte === 0)) return packed;
      const { name, size } = entryOf(head);
      packed.push({ name, size, at: at + block });
      at += block * (1 + Math.ceil(size / block));
    }
  } finally {
    await handle.close();
  }
}

function entryOf(head: Buffer): { name: string; size: number } {
  const name = head.toString('ascii', 0, 100).replace(/\0.*$/s, '');
  if (headOf(name, sizeIn(head)).compare(head) !== 0) throw new Error('it is no backup of this program');
  return { name, size: sizeIn(head) };
}

const sizeIn = (head: Buffer) =>
  head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(head.toString('ascii', 124, 135), 8) || 0;

/** The bytes of one of them. */
export const streamOf = (file: string, { at, size }: Packed) =>
  createReadStream(file, { start: at, end: Math.max(at, at + size - 1) });

/** SHA-256 in hexadecimal. */
export async function digestOf(stream: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece as Buffer);
  return hash.digest('hex');
}
