/** A survey that codes open, answered in bursts: where `linkage-test` tries to join codes and answers. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApplication, shippedProgramme, type Application } from '../application.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDatabase } from '../data/database.server.ts';
import { generatorOf } from '../survey/generate/generate.ts';
import type { BulkResponse } from '../survey/intake.ts';
import { readTables } from '../survey/linkage/tables.ts';
import { scanFiles } from '../survey/linkage/scan.ts';
import type { Evidence, Pair } from '../survey/linkage/trait.ts';
import { streams, type Random } from '../survey/random.ts';
import { createReceipts } from '../survey/receipt.ts';

export interface StageOptions {
  readonly tokens: number;
  /** how many go out at a time: one after the other, each burst at once */
  readonly burst: number;
  readonly seed: string;
  /** a folder of a programme, and a survey of it; by default one that ships */
  readonly programme?: { readonly folder: string; readonly survey: string };
}

export interface LinkageStage {
  readonly application: Application;
  /** closed and copied, as a backup would hold it; somebody who may read everything looks at it */
  look(): Promise<Evidence>;
  /** Uses so many codes more. @returns their places among the people */
  answer(count: number): Promise<number[]>;
  /** in the order in which they answered */
  readonly people: readonly Pair[];
  readonly directory: string;
  close(): Promise<void>;
}

const shipped = { folder: shippedProgramme('basilicata'), survey: 'basilicata-citizens-2026' };

/** Opens an empty database with a programme and codes that nobody has used. */
export async function openLinkageStage(options: StageOptions): Promise<LinkageStage> {
  const { tokens, burst, seed, programme = shipped } = options;
  const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-linkage-'));
  const application = await opened(directory);
  await application.loadProgramme(programme.folder);
  const { opensOn } = application.registry.entry(programme.survey).settings;
  await application.close();
  const at = await opened(directory, `${opensOn}T10:00:00Z`);
  const random = streams(`${seed}/codes`)(0);
  const receipts = createReceipts(at.key);
  const respond = generatorOf(at.registry, programme.survey, seed);
  const codes = Array.from({ length: tokens }, () => receipts.invitationOf(wordsOf(random)));
  await insertCodes(
    at,
    programme.survey,
    shuffled(
      codes.map((code) => receipts.invitationHash(code)!),
      random,
    ),
  );
  const people: Pair[] = [];
  return {
    application: at,
    ...{ people, directory },
    look: () => lookAt(directory, people),
    answer: async (count) => {
      const places = Array.from({ length: count }, (_, index) => people.length + index);
      for (let from = 0; from < count; from += burst) {
        const some = places
          .slice(from, from + burst)
          .map((place) => ({ response: respond(place), code: codes[place]! }));
        for (const { response, code } of some) people.push(pairOf(receipts, response, code));
        await Promise.all(some.map((one) => send(at, programme.survey, one)));
      }
      return places;
    },
    close: async () => {
      await at.close();
      await rm(directory, { recursive: true });
    },
  };
}

function opened(directory: string, moment?: string): Promise<Application> {
  const config = readConfig({ DATA_DIR: directory, DEMO: '0' });
  return openApplication(config, { log: createLog('silent'), ...(moment && { now: () => new Date(moment) }) });
}

type Receipts = ReturnType<typeof createReceipts>;

function pairOf(receipts: Receipts, { id }: BulkResponse, code: string): Pair {
  const { idHmac, receiptHash } = receipts.marksOf(id);
  return { token: receipts.invitationHash(code)!, response: idHmac, receipt: receiptHash };
}

async function send(at: Application, survey: string, { response, code }: { response: BulkResponse; code: string }) {
  const { day: _, ...body } = response;
  await at.intake.submit(survey, { ...body, mode: 'web', token: code });
}

/** As invitations write them: in random order, once for all. */
async function insertCodes({ database }: Application, survey: string, hashes: readonly string[]): Promise<void> {
  await database.write((tx) =>
    tx.run(`INSERT INTO token SELECT unnest(from_json($hashes, '["UUID"]')), $survey, NULL, NULL, false`, {
      hashes: JSON.stringify(hashes),
      survey,
    }),
  );
}

/** Bytes first: to open a database is to write into its files. */
async function lookAt(directory: string, people: readonly Pair[]): Promise<Evidence> {
  const copy = await mkdtemp(join(tmpdir(), 'fabbisogni-look-'));
  try {
    await cp(directory, copy, { recursive: true });
    const bytes = await scanFiles(copy, people);
    const database = await openDatabase({ directory: copy });
    const tables = await readTables(database, people).finally(() => database.close());
    const { logs } = bytes;
    return { tokens: [...tables.tokens, ...bytes.tokens], responses: [...tables.responses, ...bytes.responses], logs };
  } finally {
    await rm(copy, { recursive: true });
  }
}

const wordsOf = (random: Random): string => [0, 0, 0, 0].map(() => random.word().toString(36)).join('-');

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
