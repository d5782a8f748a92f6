/** A program that speaks a browser's protocol and prints the same page always; while a file beside it is there, it waits. */
import { chmod, rm, writeFile } from 'node:fs/promises';

const script = (path: string) => `#!${process.execPath}
const { createReadStream, createWriteStream, existsSync } = require('node:fs');
const out = createWriteStream('', { fd: 4 });
const say = (message) => out.write(JSON.stringify(message) + '\\0');
const pdf = Buffer.from('%PDF-1.4 of nothing').toString('base64');
const results = {
  'Target.createTarget': { targetId: 't' },
  'Target.attachToTarget': { sessionId: 's' },
  'Page.printToPDF': { data: pdf },
};
const when = (id, method) => {
  if (method === 'Page.printToPDF' && existsSync(${JSON.stringify(`${path}.hold`)})) return setTimeout(when, 20, id, method);
  say({ id, result: results[method] ?? {} });
  if (method !== 'Page.navigate') return;
  say({ method: 'Network.responseReceived', sessionId: 's', params: { response: { status: 200 } } });
  say({ method: 'Page.loadEventFired', sessionId: 's', params: {} });
};
let rest = '';
createReadStream('', { fd: 3 }).on('data', (data) => {
  const parts = (rest + data).split('\\0');
  rest = parts.pop();
  for (const { id, method } of parts.map((part) => JSON.parse(part))) when(id, method);
});
`;

/** Puts the program there. */
export async function writeBrowser(path: string): Promise<void> {
  await writeFile(path, script(path));
  await chmod(path, 0o755);
}

export const hold = (path: string): Promise<void> => writeFile(`${path}.hold`, '');
export const letGo = (path: string): Promise<void> => rm(`${path}.hold`);
