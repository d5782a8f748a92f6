import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '../problem.ts';

const size = 32;

/**
 * The server's key, from its file. At the first start the file is made, readable by its owner alone. It stays outside
 * every backup: whoever holds answers and key together could open receipts.
 * @param hasData  whether the database holds answers already; then a missing file is an error, not a first start
 * @returns 32 bytes
 * @throws Problem `secret_missing`, `secret_invalid`
 */
export async function openSecret(file: string, hasData: () => Promise<boolean>): Promise<Buffer> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Problem('secret_invalid', { file }, { cause: error });
  });
  if (text !== null) return decode(text, file);
  if (await hasData()) throw new Problem('secret_missing', { file });
  return createSecret(file);
}

function decode(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== size || !/^[0-9a-f]{64}$/i.test(text.trim())) throw new Problem('secret_invalid', { file });
  return key;
}

/** `wx` makes sure that two starts at once cannot make two keys; the key is on the disk before it is used. */
async function createSecret(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  const key = randomBytes(size);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
  return key;
}
