/**
 * A process that stores answers as fast as it can and prints the name of each one that was acknowledged.
 * Arguments: directory, prefix of the names, number of callers, answers a caller (0: without end).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../data/database.server.ts';
import { entryOf } from '../support/entry.ts';

const [directory, prefix, callers, each] = process.argv.slice(2);
let going = true;
// without end: checkpoints are frequent, so that a kill finds the database in each of its states
const mostLogBytes = each === '0' ? 20_000 : 64_000_000;
const database = await openDatabase({ directory: directory!, memoryLimit: '256MB', mostLogBytes });
console.log('ready');

async function respond(caller: number): Promise<void> {
  for (let count = 0; going && (each === '0' || count < Number(each)); count++) {
    const name = `${prefix}-${caller}-${count}`;
    const outcome = await database.append(entryOf(name));
    console.log(`${outcome.kind} ${name}`);
  }
}

async function edit(): Promise<void> {
  for (let count = 0; going && each === '0'; count++) {
    await database.write((transaction) => transaction.run('INSERT INTO projection VALUES ($1, $2)', [prefix!, count]));
    console.log(`edited ${prefix} ${count}`);
  }
}

process.once('SIGTERM', () => {
  going = false;
  void database.close().then(() => process.exit(0));
});
await Promise.all([edit(), ...Array.from({ length: Number(callers) }, (_, caller) => respond(caller))]);
console.log('done');
// stays as it is, so that the parent may kill it with its log full
while (going) await delay(1000);
