import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditPage, AuditVerdict } from '../../access/contract.ts';
import { administrator, codeIn, openStaff, type Client } from './staff.ts';

const staff = openStaff();
const everywhere = { programme: null, territory: null, organisation: null };
const inSmall = { role: 'privacy_officer', ...everywhere, programme: 'small' } as const;
const admin = () => staff.enter(administrator.email, administrator.password);
const listed = async (client: Client, query = ''): Promise<AuditPage> => {
  const response = await client.call('GET', `/api/admin/audit${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as AuditPage;
};
const acts = (page: AuditPage) => page.entries.map(({ action }) => action);

/** Answers as a person gives them, and erases them again. */
async function answerAndErase(marker: string): Promise<void> {
  const answers = {
    ...{ place: '077014', sex: 'f', work: 'employed', areas: ['no_training'] },
    ...{ englishNow: '1', englishWanted: '2', remark: marker },
  };
  const body = { id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers };
  const sent = await staff.nobody().call('POST', '/api/surveys/small-persons/responses', body);
  const { receipt } = (await sent.json()) as { receipt: string };
  expect(sent.status).toBe(201);
  const headers = { authorization: `Receipt ${receipt}` };
  expect((await staff.nobody().call('DELETE', '/api/receipt', undefined, headers)).status).toBe(200);
}

describe('the audit over HTTP', () => {
  it('is for administrators and privacy officers, and does not exist for others', async () => {
    for (const path of ['/api/admin/audit', '/api/admin/audit.csv', '/api/admin/audit/verification']) {
      expect(await codeIn(await staff.nobody().call('GET', path))).toEqual([401, 'sign_in_needed']);
      const analyst = await staff.member({ role: 'analyst', ...everywhere });
      expect(await codeIn(await analyst.call('GET', path))).toEqual([404, 'not_found']);
    }
  });

  it('tells who signed in, when, and who could not', async () => {
    await staff.signIn(administrator.email, 'the wrong words altogether');
    const { entries } = await listed(await admin());
    expect(entries[0]).toMatchObject({ action: 'session.open', name: administrator.email, day: '2026-06-15' });
    expect(entries[0]).toMatchObject({ object: entries[0]!.who, objectName: administrator.email });
    expect(entries[0]!.moment).toMatch(/^2026-06-15T10:/);
    expect(entries[1]).toMatchObject({ action: 'session.refused', who: null, object: entries[0]!.who });
  });

  it('tells that answers were erased, but not by whom, nor when to the hour, nor what they said', async () => {
    const marker = `marker${randomUUID().replaceAll('-', '')}`;
    await answerAndErase(marker);
    const { entries } = await listed(await admin(), '?action=response.erase');
    expect(entries[0]).toEqual({
      ...{ seq: entries[0]!.seq, day: '2026-06-15', moment: null, who: null, name: null },
      ...{ action: 'response.erase', programme: 'small', object: 'small-persons', objectName: null, detail: {} },
    });
    const all = await staff.server().application.database.rows('SELECT * EXCLUDE (day, hash, previous) FROM audit');
    expect(JSON.stringify(all)).not.toContain(marker);
  });

  it('is filtered by person, programme, act and day, page after page', async () => {
    const client = await admin();
    const me = (await listed(client)).entries[0]!.who!;
    const mine = await listed(client, `?person=${me}&action=session.open`);
    expect(new Set(mine.entries.map(({ who }) => who))).toEqual(new Set([me]));
    expect(acts(await listed(client, '?programme=other'))).toEqual(['programme.load']);
    expect(acts(await listed(client, '?person=command&action=programme.load'))).toHaveLength(2);
    expect((await listed(client, '?person=nobody')).entries.every(({ who }) => who === null)).toBe(true);
    expect((await listed(client, '?from=2026-06-16')).entries).toEqual([]);
    expect((await listed(client, '?to=2026-06-14')).entries).toEqual([]);
    const [all, first] = [await listed(client), await listed(client, '?limit=2')];
    const second = await listed(client, `?limit=2&before=${first.next}`);
    expect([...first.entries, ...second.entries]).toEqual(all.entries.slice(0, 4));
    expect(all.next).toBeNull();
  });

  it('says what is wrong with a question', async () => {
    const client = await admin();
    for (const query of ['from=yesterday', 'limit=0', 'person=a%20b', 'nothing=1', 'before=x'])
      expect(await codeIn(await client.call('GET', `/api/admin/audit?${query}`))).toEqual([400, 'unknown_parameter']);
  });

  it('shows who may read one programme that one alone', async () => {
    const officer = await staff.member(inSmall);
    expect((await officer.call('GET', '/api/admin/audit')).status).toBe(404);
    expect((await officer.call('GET', '/api/admin/audit?programme=other')).status).toBe(404);
    expect((await officer.call('GET', '/api/admin/audit.csv')).status).toBe(404);
    expect((await officer.call('GET', '/api/admin/audit/verification')).status).toBe(404);
    const { entries } = await listed(officer, '?programme=small');
    expect(new Set(entries.map(({ programme }) => programme))).toEqual(new Set(['small']));
    const { auditService: audit } = staff.server().application;
    const person = { id: 'x', email: 'x', name: 'x', grants: [inSmall] };
    const choices = await audit.choices(person);
    expect(choices).toMatchObject({ everything: false, programmes: ['small'] });
    expect(choices.people.map(({ id }) => id)).toContain('command');
    await expect(audit.choices({ ...person, grants: [] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(audit.choices(null)).rejects.toMatchObject({ code: 'sign_in_needed' });
  });

  it('is exported whole as CSV, which is noted', async () => {
    const client = await admin();
    for (let count = 0; count < 600; count++)
      void staff
        .server()
        .application.audit.record(null, { who: 'server', action: 'test.note', programme: null, object: 'x' });
    const response = await client.call('GET', '/api/admin/audit.csv?action=test.note');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const lines = (await response.text()).trim().split('\n');
    expect(lines[0]).toBe('seq,day,moment,who,name,action,programme,object,detail');
    expect(lines).toHaveLength(601);
    expect(new Set(lines).size).toBe(601);
    const [newest] = (await listed(client)).entries;
    expect(newest).toMatchObject({ action: 'audit.export', detail: { action: 'test.note' } });
  });

  it('is verified on request', async () => {
    const response = await (await admin()).call('GET', '/api/admin/audit/verification');
    const verdict = (await response.json()) as AuditVerdict;
    expect(verdict.fault).toBeNull();
    expect(verdict.last).toMatchObject({ seq: verdict.entries });
  });

  it('is mentioned by what the last reading found, which is some minutes old at most', async () => {
    const { auditService: audit, database } = staff.server().application;
    const chief = { id: 'x', email: 'x', name: 'x', grants: [{ role: 'administrator', ...everywhere } as const] };
    staff.pass(6);
    const first = await audit.standing(chief);
    expect(first).toMatchObject({ fault: null, verifiedAt: staff.now().toISOString() });
    await database.write((tx) => tx.run('UPDATE audit SET object = ? WHERE seq = 2', ['touched']));
    staff.pass(4);
    expect(await audit.standing(chief)).toEqual(first);
    staff.pass(1);
    expect((await audit.standing(chief)).fault).toEqual({ kind: 'edited', seq: 2, with: null });
    await expect(audit.standing({ ...chief, grants: [inSmall] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(audit.standing(null)).rejects.toMatchObject({ code: 'sign_in_needed' });
  });
});
