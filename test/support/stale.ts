import { setImmediate } from 'node:timers/promises';

/** After long work in one piece: lets connections that the server has given up meanwhile be seen as closed, before one is used. */
export async function seeStaleConnections(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
}
