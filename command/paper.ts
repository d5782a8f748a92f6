import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { findChromium } from '../printing/chromium.ts';
import { briefs, makePaper } from '../printing/papers.ts';
import { withPrinter, type PrintOptions } from '../printing/print.ts';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';

const usage = {
  brief: 'brief --programme P [--territory T | --all] [--out DIR] [--language it|en]',
  report: 'report --programme P [--out FILE] [--language it|en]',
} as const;

const options = {
  programme: { type: 'string' },
  territory: { type: 'string' },
  all: { type: 'boolean', default: false },
  out: { type: 'string' },
  language: { type: 'string', default: 'it' },
} as const;

export const brief: Command = {
  name: 'brief',
  usage: usage.brief,
  does: 'makes the brief of a territory as PDF, or a file for each territory of the programme',
  run: async (argv) => {
    const { programme, territory, out, language, all } = readOptions(argv, 'brief');
    if (all === (territory !== undefined)) throw new Problem('usage', { value: usage.brief });
    await withPages(async (printer) => {
      const order = { programme, language };
      const tell = (done: number, of: number) => console.error(`${done} of ${of} briefs`);
      const files =
        territory === undefined
          ? await withPrinter(printer, (print) => briefs(printer, order, print, tell))
          : [await made(printer, { ...order, kind: 'brief', territory })];
      for (const [name, bytes] of files) await keep(join(out ?? '.', name), bytes);
    });
  },
};

export const report: Command = {
  name: 'report',
  usage: usage.report,
  does: 'makes the report of a programme as PDF',
  run: async (argv) => {
    const { programme, out, language } = readOptions(argv, 'report');
    await withPages(async (printer) => {
      const [name, bytes] = await made(printer, { kind: 'report', programme, language });
      await keep(out ?? name, bytes);
    });
  },
};

async function made(printer: PrintOptions, order: Parameters<typeof makePaper>[1]): Promise<[string, Buffer]> {
  const { name, bytes } = await makePaper(printer, order, () => undefined);
  return [name, bytes];
}

async function keep(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  console.log(`${file}: ${(bytes.length / 1000).toFixed(0)} kB`);
}

function readOptions(argv: readonly string[], verb: keyof typeof usage) {
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  const { programme, language, ...others } = values;
  if (programme === undefined || (language !== 'it' && language !== 'en'))
    throw new Problem('usage', { value: usage[verb] });
  return { ...others, programme, language } as const;
}

/**
 * Serves the pages to the browser alone, for as long as it prints; nothing is published meanwhile. Addresses in the
 * documents are those of the settings.
 * @throws Problem browser_missing; database_locked while the server runs: it prints by itself then
 */
async function withPages(work: (printer: PrintOptions) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const path = findChromium(config.chromiumPath);
  if (path === null) throw new Problem('browser_missing');
  const origin = config.origin ?? `http://${config.host}:${config.port}`;
  process.env.ORIGIN = origin;
  const own = { ...config, origin, host: '127.0.0.1', port: 0, demo: false };
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort()).once('SIGINT', () => stop.abort());
  const { startServer } = await import('../server.ts');
  const server = await startServer(own, { log: createLog(config.logLevel), still: true });
  try {
    await work({ path, address: server.address, signal: stop.signal });
  } finally {
    await server.close();
  }
}
