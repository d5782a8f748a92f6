import { describe, expect, it } from 'vitest';
import type { InvitationState, Letter } from '../../survey/contract.ts';
import { codeIn, everywhere, openStaff } from '../access/staff.ts';
import { answer, ask, bring, csv, heading, listOf, stateOf, upload } from './stage.ts';

const staff = openStaff();
const administrator = () => staff.member({ role: 'administrator', ...everywhere });
const table = (sql: string) => staff.server().application.database.rows(sql);
const letters = async (client: Awaited<ReturnType<typeof administrator>>, query = '') =>
  (await (await ask(client, 'GET', `/letters${query}`)).json()) as Letter[];

describe('a list of people to invite', () => {
  it('is read with its columns guessed, and every faulty row is told with its reason', async () => {
    const client = await administrator();
    const response = await upload(
      staff,
      client,
      csv(
        heading,
        'Ada Bo,ada@example.org,,,,A1,nord,Matera,it',
        'Carlo Di,carlo@example,,,,A2,nord,Matera,it',
        ',eva@example.org,,,,A3,nord,Matera,it',
        'Fay Go,ada@EXAMPLE.org,,,,A4,nord,Matera,it',
        'Ida Lo,ida@example.org,,,,A1,nord,077014,it',
        'Max No,max@example.org,,,,A6,nord,Atlantide,it',
        'Pia Qu,pia@example.org,,,,A7,nord,Matera,fr',
        'Ras Tu,,,,,A8,nord,Matera,it',
      ),
    );
    const { draft } = (await response.json()) as InvitationState;
    expect(draft!.columns.map(({ field }) => field)).toEqual([
      ...['name', 'email', 'street', 'postcode', 'town', 'reference', 'stratum', 'territory', 'language'],
    ]);
    expect(draft!.faults.map(({ row, field }) => [row, field])).toEqual([
      ...[
        [3, 'email'],
        [4, 'name'],
        [5, 'email'],
        [6, 'reference'],
        [7, 'territory'],
        [8, 'language'],
        [9, null],
      ],
    ]);
    expect(draft!.faults[0]!.message).toBe('«carlo@example» non è un indirizzo e-mail.');
    expect(draft!.faults[2]!.message).toBe('È già nella riga 2.');
    expect([draft!.rows, draft!.wrongRows, draft!.ready]).toEqual([8, 7, false]);
    expect(await codeIn(await ask(client, 'POST', '/batches'))).toEqual([409, 'invitee_not_checked']);
    expect(await table('SELECT 1 FROM invitee UNION ALL SELECT 1 FROM token')).toEqual([]);
    expect((await ask(client, 'DELETE', '/draft')).status).toBe(204);
    expect((await stateOf(client)).draft).toBeNull();
  });

  it('takes other columns than the guessed ones, and no file that is none', async () => {
    const client = await administrator();
    await upload(staff, client, csv('Chi;Dove', 'Ada;ada@example.org'));
    expect((await stateOf(client)).draft!.columns.map(({ field }) => field)).toEqual([null, null]);
    const mapped = await ask(client, 'PUT', '/draft', { fields: ['name', 'email'] });
    expect(((await mapped.json()) as InvitationState).draft).toMatchObject({ ready: true, wrongRows: 0 });
    expect((await ask(client, 'PUT', '/draft', { fields: ['name', 'name'] })).status).toBe(400);
    expect(await codeIn(await upload(staff, client, 'Nome\n'))).toEqual([422, 'invitee_file']);
    await ask(client, 'DELETE', '/draft');
  });

  it('is stored whole, with a code for each that stands nowhere, and taken back whole', async () => {
    const client = await administrator();
    const { batches, counts } = await bring(
      staff,
      client,
      'Ada Bo,ada@example.org,,,,A1,nord,Matera,it',
      'Carlo Di,,Via Roma 1,75100,Matera,A2,sud,077014,en',
    );
    expect([counts.listed, batches[0]]).toMatchObject([2, { size: 2, undoable: true, undone: null }]);
    const { rows } = await listOf(client, '?words=roma');
    expect(rows).toEqual([]);
    expect((await listOf(client, '?words=carlo&state=listed')).rows).toMatchObject([
      { name: 'Carlo Di', territory: 'municipality:077014', language: 'en', state: 'listed' },
    ]);
    const tokens = await table('SELECT stratum, channel, used FROM token ORDER BY stratum');
    expect(tokens).toEqual([
      { stratum: 'nord', channel: 'email', used: false },
      { stratum: 'sud', channel: 'letter', used: false },
    ]);
    const again = await upload(staff, client, csv(heading, 'Ada Bo,ADA@example.org,,,,,nord,Matera,it'));
    expect(((await again.json()) as InvitationState).draft!.faults[0]!.message).toContain('È già nell’elenco');
    await ask(client, 'DELETE', '/draft');
    const undone = await ask(client, 'DELETE', `/batches/${batches[0]!.id}`);
    expect(((await undone.json()) as InvitationState).batches[0]).toMatchObject({ undone: '2026-06-15' });
    expect(await table('SELECT 1 FROM invitee UNION ALL SELECT 1 FROM token')).toEqual([]);
    expect(await codeIn(await ask(client, 'DELETE', `/batches/${batches[0]!.id}`))).toEqual([409, 'invitation_sent']);
  });

  it('cannot be taken back once somebody on it was written to; one person can be removed at any time', async () => {
    const client = await administrator();
    const { batches } = await bring(
      staff,
      client,
      'Ada Bo,,Via Po 1,75100,Matera,B1,nord,Matera,it',
      'Bea Co,,Via Po 2,75100,Matera,B2,nord,Matera,it',
    );
    const first = await letters(client);
    expect(first.map(({ name }) => name).sort()).toEqual(['Ada Bo', 'Bea Co']);
    expect(first[0]!.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    const ids = first.map(({ id }) => id);
    const sent = await ask(client, 'POST', '/letters', { kind: 'invitation', ids });
    expect(await sent.json()).toEqual({ sent: 2 });
    expect(await (await ask(client, 'POST', '/letters', { kind: 'invitation', ids })).json()).toEqual({ sent: 0 });
    const newest = batches.find(({ undone }) => undone === null)!;
    expect(await codeIn(await ask(client, 'DELETE', `/batches/${newest.id}`))).toEqual([409, 'invitation_sent']);
    // a letter printed again brings the same code; only those without an answer are reminded
    expect((await answer(staff, first.find(({ name }) => name === 'Ada Bo')!.code)).status).toBe(201);
    staff.pass(8 * 24 * 60);
    const due = await letters(await administrator(), '?kind=reminder&after=7');
    const bea = first.find(({ name }) => name === 'Bea Co')!;
    expect(due).toMatchObject([{ id: bea.id, code: bea.code, link: bea.link }]);
    expect(due[0]!.before[1]).toContain('non è ancora arrivata una risposta');
    const fresh = await administrator();
    expect((await ask(fresh, 'DELETE', `/invitees/${due[0]!.id}`)).status).toBe(204);
    expect((await listOf(fresh)).rows.map(({ name }) => name)).toEqual(['Ada Bo']);
    // whoever was removed still holds the letter: the code stays one of those without an answer
    expect(await table('SELECT used FROM token ORDER BY used')).toEqual([{ used: false }, { used: true }]);
  });

  it('is kept by administrators of the programme alone, and what was done is noted by counts', async () => {
    for (const role of ['planner', 'analyst', 'privacy_officer'] as const)
      expect((await ask(await staff.member({ role, ...everywhere }), 'GET')).status).toBe(404);
    expect(
      (await ask(await staff.member({ role: 'administrator', ...everywhere, programme: 'other' }), 'GET')).status,
    ).toBe(404);
    expect((await ask(staff.nobody(), 'GET')).status).toBe(401);
    const noted = (await staff.audit()).filter(({ action }) => action.startsWith('invitation.'));
    expect(new Set(noted.map(({ action }) => action))).toEqual(
      new Set(['invitation.import', 'invitation.undo', 'invitation.letters', 'invitation.send', 'invitation.erase']),
    );
    expect(JSON.stringify(noted)).not.toMatch(/Ada|Bea|example\.org"?,"detail/);
  });
});

describe('a poster or a link', () => {
  it('is made with a place, and answers keep it', async () => {
    const client = await administrator();
    const channel = { code: 'CPI-MT', name: 'Centro per l’impiego', territory: 'Matera' };
    const made = (await (await ask(client, 'POST', '/channels', channel)).json()) as InvitationState;
    expect(made.channels).toEqual([{ code: 'cpi-mt', name: channel.name, territory: 'municipality:077014' }]);
    expect(await codeIn(await ask(client, 'POST', '/channels', channel))).toEqual([409, 'channel_known']);
    expect(await codeIn(await ask(client, 'POST', '/channels', { ...channel, code: 'letter' }))).toEqual([
      409,
      'channel_known',
    ]);
    expect((await answer(staff, null, { channel: 'cpi-mt' })).status).toBe(201);
    expect((await answer(staff, null, { channel: 'nowhere' })).status).toBe(201);
    expect(await table('SELECT channel FROM response ORDER BY channel NULLS LAST')).toEqual([
      ...[{ channel: 'cpi-mt' }, { channel: 'letter' }, { channel: null }],
    ]);
  });
});
