import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Declared, Interest, OwnInterest } from '../../survey/contract.ts';
import { marksOf } from './marks.ts';
import { asola, madrina, openStage, ostiglia, selfEmployed, top, type Answer } from './stage.ts';

const stage = openStage();
const { nobody } = stage;
const declare = (body: unknown) => nobody<Declared>('POST', `${top}/interests`, body);
const codeOf = ({ json }: Answer) => (json as { code: string }).code;
const pathsOf = ({ json }: Answer) => (json as { errors: { path: string }[] }).errors.map(({ path }) => path).sort();
const withdrawal = ({ json }: Answer<Declared>) => ({ authorization: `Withdrawal ${json.withdrawal}` });
const database = () => stage.server().application.database;

describe('declaring an interest', () => {
  it('gives a code that opens what was declared; sent again it changes nothing', async () => {
    const form = madrina();
    const first = await declare(form);
    expect([first.status, first.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(first.json.withdrawal).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    const again = await declare(form);
    expect([again.status, again.json]).toEqual([200, first.json]);
    const own = await nobody<OwnInterest>('GET', '/api/interest', undefined, withdrawal(first));
    expect(own.json).toMatchObject({
      organisation: 'Officine Rossi',
      contact: 'anna@example.org',
      showToSchools: true,
    });
    const other = await declare({ ...form, organisation: 'Another' });
    expect([other.status, codeOf(other)]).toEqual([409, 'interest_conflict']);
  });

  it('needs the consent, and the version of the text that now applies', async () => {
    const without = await declare(madrina({ consent: false }));
    expect([without.status, pathsOf(without)]).toEqual([422, ['consent']]);
    expect(codeOf(await declare(madrina({ version: '0' })))).toBe('consent_changed');
  });

  it('names each field that is not right, and takes no field that is not asked', async () => {
    const { person: _, ...nameless } = madrina({ municipality: '077014', topics: ['nothing'], sector: 'refused' });
    expect(pathsOf(await declare({ ...nameless, person: ' ', answers: {} }))).toEqual(['answers', 'person']);
    expect(pathsOf(await declare({ ...nameless, person: 'Anna' }))).toEqual(['municipality', 'sector', 'topics']);
    expect(pathsOf(await declare(selfEmployed({ contact: 'call me' })))).toEqual(['contact']);
    expect(pathsOf(await declare(selfEmployed({ adult: false })))).toEqual(['adult']);
  });

  it('is possible only where the programme has the form', async () => {
    expect((await nobody('POST', '/api/register/40ready/interests', madrina())).status).toBe(404);
    expect((await nobody('POST', '/api/register/nothing/interests', madrina())).status).toBe(404);
    expect((await declare({ ...selfEmployed(), adult: undefined, kind: 'youth' })).status).toBe(404);
    expect(pathsOf(await declare(selfEmployed({ kind: 'nothing' })))).toEqual(['kind']);
  });
});

describe('taking an interest back', () => {
  it('wipes everything at once; the code then opens nothing', async () => {
    const form = selfEmployed({ person: 'Zita Wiped', contact: 'zita@example.org' });
    const declared = await declare(form);
    const gone = await nobody('DELETE', '/api/interest', undefined, withdrawal(declared));
    expect([gone.status, gone.json]).toEqual([200, { withdrawnOn: '2026-06-15' }]);
    const rows = await database().rows<{ row: string }>('SELECT to_json(interest)::VARCHAR AS row FROM interest');
    const left = rows.map(({ row }) => JSON.parse(row) as Record<string, unknown>).filter((row) => row.withdrawn_on);
    expect(left).toHaveLength(1);
    const filled = Object.keys(left[0]!).filter((name) => left[0]![name] !== null);
    expect(filled.sort()).toEqual([
      'consented_on',
      'id',
      'kind',
      'programme',
      'version',
      'withdrawal_hash',
      'withdrawn_on',
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Zita|zita@/);
    const again = await nobody('DELETE', '/api/interest', undefined, withdrawal(declared));
    expect([again.status, again.json]).toEqual([200, { withdrawnOn: '2026-06-15' }]);
    const read = await nobody('GET', '/api/interest', undefined, withdrawal(declared));
    expect([read.status, codeOf(read)]).toEqual([404, 'withdrawal_unknown']);
    expect(codeOf(await declare(form))).toBe('interest_withdrawn');
  });

  it('needs the code, in a header', async () => {
    const missing = await nobody('DELETE', '/api/interest');
    expect([missing.status, codeOf(missing)]).toEqual([401, 'withdrawal_missing']);
    expect(missing.headers.get('www-authenticate')).toBe('Withdrawal');
    for (const code of ['nothing', '0000-0000-0000-0000-0000-0000-0000'])
      expect((await nobody('DELETE', '/api/interest', undefined, { authorization: `Withdrawal ${code}` })).status).toBe(
        404,
      );
  });

  it('opens no answers, nor does a receipt open a form', async () => {
    const id = randomUUID();
    const declared = await declare(madrina({ id }));
    const asReceipt = { authorization: `Receipt ${declared.json.withdrawal}` };
    expect((await nobody('GET', '/api/receipt', undefined, asReceipt)).status).toBe(404);
  });
});

describe('who declared', () => {
  it('is told to the office and the privacy officer, and to nobody else', async () => {
    await declare(madrina({ organisation: 'Told' }));
    const path = `${top}/interests`;
    expect((await nobody('GET', path)).status).toBe(401);
    for (const role of ['partner', 'analyst', 'administrator'] as const)
      expect((await (await stage.member(role))('GET', path)).status).toBe(404);
    const other = await stage.member('planner', { programme: '40ready' });
    expect((await other('GET', path)).status).toBe(404);
    const office = await (await stage.member('planner'))<Interest[]>('GET', `${path}?kind=madrina`);
    expect(office.json.find(({ organisation }) => organisation === 'Told')).toMatchObject({
      contact: 'anna@example.org',
    });
    expect((await (await stage.member('privacy_officer'))('GET', path)).text).toContain('anna@example.org');
  });

  it('a person’s contact is told only to the desk of the district', async () => {
    await declare(selfEmployed({ person: 'In Asola', municipality: asola }));
    await declare(selfEmployed({ person: 'In Ostiglia', municipality: ostiglia }));
    const path = `${top}/interests?kind=self_employment`;
    const whole = await (await stage.member('planner'))<Interest[]>('GET', path);
    expect(whole.json.length).toBeGreaterThan(1);
    expect(whole.json.every(({ person, contact, available }) => !person && !contact && !available)).toBe(true);
    const desk = await (await stage.member('planner', { territory: 'area:MN2' }))<Interest[]>('GET', path);
    expect(desk.json.map(({ person }) => person)).toContain('In Asola');
    expect(desk.text).not.toContain('In Ostiglia');
    const table = await (await stage.member('planner', { territory: 'area:MN2' }))('GET', `${path}&format=csv`);
    expect(table.text).toContain('In Asola');
    expect(table.text).not.toContain('In Ostiglia');
  });

  it('never becomes a formula of a spreadsheet', async () => {
    await declare(madrina({ organisation: '=HYPERLINK("x")' }));
    const csv = await (await stage.member('planner'))('GET', `${top}/interests`, undefined, { accept: 'text/csv' });
    expect(csv.text).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

/** The ids in the order in which their rows stand. */
async function order(): Promise<string[]> {
  const rows = await database().rows<{ id: string }>('SELECT id::VARCHAR AS id FROM interest ORDER BY rowid');
  return rows.map(({ id }) => id);
}

describe('interests and answers', () => {
  it('share no id, no order and no time finer than the day', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    const declared = [];
    for (const id of ids) declared.push(await declare(madrina({ id })));
    expect(await order()).toEqual((await order()).toSorted());
    await nobody('DELETE', '/api/interest', undefined, withdrawal(declared[3]!));
    await nobody('PUT', '/api/interest', { showToSchools: false }, withdrawal(declared[7]!));
    expect(await order()).toEqual((await order()).toSorted());
    const types = await database().rows<{ data_type: string }>(
      `SELECT DISTINCT data_type FROM duckdb_columns() WHERE table_name = 'interest'`,
    );
    expect(types.map(({ data_type: type }) => type).sort()).toEqual([
      'BOOLEAN',
      'DATE',
      'UUID',
      'VARCHAR',
      'VARCHAR[]',
    ]);
    const { receipts } = await marksOf(stage.server(), ids);
    const marks = await database().rows<{ mark: string }>(
      'SELECT unnest([id, withdrawal_hash, body_mark])::VARCHAR AS mark FROM interest',
    );
    expect(marks.filter(({ mark }) => receipts.has(mark))).toEqual([]);
  });
});
