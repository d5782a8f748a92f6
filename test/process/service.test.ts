import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApplication } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { streams } from '../../survey/random.ts';
import { EndedEarly, serverProcess } from '../support/process.ts';
import { programmeWithSizes } from '../support/programme.ts';
import { citizens, send, submissions } from '../support/submission.ts';

let directory: string;
let programme: string;
let bodies: ReturnType<typeof submissions>;

beforeAll(async () => {
  programme = await programmeWithSizes([600]);
  bodies = submissions('service', 400);
});
afterAll(() => rm(dirname(programme), { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-service-'));
  await prepare(directory);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A folder with the programme loaded and no answers. */
async function prepare(dataDir: string): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir, DEMO: '0' });
  const application = await openApplication(config, { log: createLog('error') });
  await application.loadProgramme(programme);
  await application.close();
}

/** Sends all bodies from ten senders at once; `stopped` ends it. Acknowledged: those answered by 200 or 201. */
function stream(address: string, list: readonly { id: string; body: string }[]) {
  const acknowledged: string[] = [];
  const others: number[] = [];
  const progress = { stopped: false, next: 0 };
  const sender = async () => {
    while (!progress.stopped && progress.next < list.length) {
      const { id, body } = list[progress.next++]!;
      const answer = await send(address, body);
      if (answer === null) return;
      if (answer.status === 201 || answer.status === 200) acknowledged.push(id);
      else others.push(answer.status);
    }
  };
  const done = Promise.all(Array.from({ length: 10 }, sender));
  const reached = async (count: number) => {
    while (acknowledged.length < count && progress.next < list.length)
      await new Promise((resolve) => setImmediate(resolve));
  };
  return { acknowledged, others, done, reached, stop: () => (progress.stopped = true) };
}

async function total(address: string): Promise<number> {
  const survey = (await (await fetch(`${address}/api/surveys/${citizens}`)).json()) as { responses: number };
  return survey.responses;
}

describe('the service', () => {
  it('killed in a stream of submissions gives every acknowledged sender the same receipt afterwards', async () => {
    const random = streams('kill')(0);
    const sent = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const server = await serverProcess(directory);
      const list = bodies.slice(round * 60, round * 60 + 60);
      const { acknowledged, done, reached } = stream(server.address, list);
      await reached(5 + Math.floor(random.next() * 40));
      await server.end('SIGKILL');
      await done;
      for (const id of acknowledged) sent.add(id);
    }
    const server = await serverProcess(directory);
    const kept = await total(server.address);
    expect(kept).toBeGreaterThanOrEqual(sent.size);
    const statuses = new Set<number | undefined>();
    for (const { id, body } of bodies) if (sent.has(id)) statuses.add((await send(server.address, body))?.status);
    expect(statuses).toEqual(new Set([200]));
    expect(await total(server.address)).toBe(kept);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('asked to stop under load exits with 0 and keeps exactly what it acknowledged', async () => {
    const server = await serverProcess(directory);
    const { acknowledged, others, done, reached } = stream(server.address, bodies);
    await reached(60);
    expect(await server.end('SIGTERM')).toBe(0);
    await done;
    const again = await serverProcess(directory);
    expect(await total(again.address)).toBe(acknowledged.length);
    expect(others).toEqual([]);
    await again.end('SIGTERM');
  });

  it('refuses a folder that another process uses, and names the file', async () => {
    const server = await serverProcess(directory);
    const refusal = await serverProcess(directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EndedEarly);
    expect((refusal as EndedEarly).code).toBe(1);
    expect((refusal as EndedEarly).said).toContain(join(directory, 'fabbisogni.duckdb'));
    expect((await send(server.address, bodies[0]!.body))?.status).toBe(201);
    await server.end('SIGTERM');
  });
});

/** Whether this machine lets the test mount a small disk of its own. */
function mount(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a full disk', () => {
  it('is told to senders, leaves the pages readable, and is over when there is room', async (context) => {
    const disk = await mkdtemp(join(tmpdir(), 'fabbisogni-disk-'));
    if (!mount(disk, '48M')) {
      await rm(disk, { recursive: true });
      return context.skip('mounting is not allowed here; the faulting writer has its own test');
    }
    try {
      await prepare(disk);
      const server = await serverProcess(disk);
      expect((await send(server.address, bodies[0]!.body))?.status).toBe(201);
      await writeFile(join(disk, 'ballast'), Buffer.alloc(48 * 1024 * 1024)).catch(() => undefined);
      const refused = await untilStatus(server.address, bodies.slice(1), 503);
      expect(refused).toBeGreaterThan(0);
      for (const path of ['/', `/survey/${citizens}`, `/explore/${citizens}`, `/api/surveys/${citizens}`])
        expect((await fetch(server.address + path)).status, path).toBe(200);
      const ready = await fetch(`${server.address}/ready?lang=en`);
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { detail: expect.stringMatching(/disk is full/) },
      ]);
      await rm(join(disk, 'ballast'));
      await untilStatus(server.address, bodies.slice(1), 201);
      expect(await server.end('SIGTERM')).toBe(0);
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true, force: true });
    }
  });
});

/** Sends again and again until an answer has the status; gives how many were sent. */
async function untilStatus(address: string, list: readonly { body: string }[], status: number): Promise<number> {
  for (let sent = 1; sent <= 20_000; sent++) {
    const answer = await send(address, list[sent % list.length]!.body);
    if (answer?.status === status) return sent;
  }
  throw new Error(`no answer with ${status}`);
}
