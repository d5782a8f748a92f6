import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Programme } from '../../survey/programme/programme.ts';
import { createReceipts, type Receipts } from '../../survey/receipt.ts';
import { citizens, submissions } from '../support/submission.ts';
import { openSurveyApi, type SurveyApi } from '../support/survey-api.ts';

let api: SurveyApi;
let receipts: Receipts;
let moment = new Date('2026-06-15T10:00:00Z');
let made = 0;
const bodies = submissions('claim', 24).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
let at = 0;
const body = (change: object = {}) => ({ ...bodies[at++]!, ...change });

const byInvitation = (programme: Programme): Programme => {
  const surveys = programme.programme.surveys.map((one) =>
    one.id === citizens ? { ...one, access: 'token' as const } : one,
  );
  return { ...programme, programme: { ...programme.programme, surveys } };
};

beforeAll(async () => {
  api = await openSurveyApi({ now: () => moment, later: byInvitation });
  receipts = createReceipts(Buffer.from((await readFile(join(api.directory, 'secret'), 'utf8')).trim(), 'hex'));
});
afterAll(() => api.close());

async function invited(channel = 'letter', survey = citizens): Promise<string> {
  const code = receipts.invitationOf(`person ${made++}`);
  await api.database.write((tx) =>
    tx.run('INSERT INTO token VALUES (?::UUID, ?, ?, ?, false)', [
      ...[receipts.invitationHash(code), survey, 'north', channel],
    ]),
  );
  return code;
}

async function post(sent: object) {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': 'it' };
  const address = `${api.address}/api/surveys/${citizens}/responses`;
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(sent) });
  const { code, receipt } = (await response.json()) as { code?: string; receipt?: string };
  return { status: response.status, code, receipt };
}

const used = async (code: string) =>
  (await api.database.rows('SELECT used FROM token WHERE token_hmac = ?::UUID', [receipts.invitationHash(code)]))[0];
const channels = () =>
  api.database.rows<{ channel: string | null }>('SELECT channel FROM response ORDER BY seq DESC LIMIT 1');

describe('a survey that asks whom it invited', () => {
  it('lets nobody in without a code, nor with one that is made up or of another survey', async () => {
    const other = await invited('letter', 'basilicata-firms-2026');
    for (const token of [undefined, null, ' ', 'hello', receipts.invitationOf('nobody'), other])
      expect(await post(body({ token }))).toMatchObject({ status: 403, code: 'token_invalid' });
    expect(await used(other)).toEqual({ used: false });
  });

  it('lets one answer in with a code, however it is typed, and keeps of it the channel alone', async () => {
    const code = await invited();
    const sent = body({ token: ` ${code.toLowerCase().replaceAll('-', ' ')} `, channel: 'poster' });
    expect((await post(sent)).status).toBe(201);
    expect(await used(code)).toEqual({ used: true });
    expect(await channels()).toEqual([{ channel: 'letter' }]);
    expect(await post(body({ token: code }))).toMatchObject({ status: 403, code: 'token_used' });
  });

  it('repeats the receipt of the answer that used the code, after the last day as well', async () => {
    const sent = body({ token: await invited() });
    const { receipt } = await post(sent);
    for (const day of ['2026-06-15', '2027-07-01']) {
      moment = new Date(`${day}T10:00:00Z`);
      expect(await post(sent)).toEqual({ status: 200, code: undefined, receipt });
    }
    moment = new Date('2026-06-15T10:00:00Z');
  });

  it('lets one in of ten that come with the same code at once, and none that is faulty uses it up', async () => {
    const token = await invited();
    expect((await post(body({ token, answers: {} }))).status).toBe(422);
    const all = await Promise.all(Array.from({ length: 8 }, () => post(body({ token }))));
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 403)]);
  });

  it('keeps nothing by which an answer and its code could be joined', async () => {
    const token = await invited();
    const sent = body({ token });
    await post(sent);
    const [row] = await api.database.rows<Record<string, string>>(
      'SELECT columns(*)::VARCHAR FROM response ORDER BY response.seq DESC LIMIT 1',
    );
    const hash = receipts.invitationHash(token)!;
    expect(JSON.stringify(row)).not.toContain(hash);
    expect(JSON.stringify(row)).not.toContain(token);
    // the hash of what was sent must not be one that somebody with all codes could make
    const { id: _, answers, ...rest } = sent as unknown as { id: string; answers: object; version: number };
    const guess = JSON.stringify([citizens, rest.version, 'it', 'web', '1', token]) + JSON.stringify(answers);
    expect(row!['body_hash']!.replaceAll('-', '')).not.toBe(
      createHash('sha256').update(guess).digest('hex').slice(0, 32),
    );
  });
});

describe('a poster or a link', () => {
  it('is kept with the answer when the survey has it, and is no reason to send anybody away', async () => {
    const day = '2026-06-01';
    await api.database.write((tx) =>
      tx.run('INSERT INTO channel VALUES (?, ?, ?, NULL, ?::DATE)', ['basilicata-firms-2026', 'cpi-pz', 'CPI', day]),
    );
    await api.database.write((tx) => tx.run('UPDATE channel SET survey = ?', [citizens]));
    const row = async (channel: string) => {
      expect((await post(body({ token: await invited('email'), channel }))).status).toBe(201);
      return channels();
    };
    // a code says by which channel it was sent: the poster beside it does not count
    expect(await row('cpi-pz')).toEqual([{ channel: 'email' }]);
    expect(await row('nowhere')).toEqual([{ channel: 'email' }]);
  });
});
