import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const roomNeeded = 1024 * 1024;

/** @throws when the disk has no room for one more mebibyte */
export async function lookForRoom(directory: string): Promise<void> {
  const file = join(directory, 'room');
  const handle = await open(file, 'w');
  try {
    // writeFile goes on after a short write, until nothing more fits
    await handle.writeFile(Buffer.alloc(roomNeeded));
    await handle.datasync();
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}
