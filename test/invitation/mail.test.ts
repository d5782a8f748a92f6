import { describe, expect, it } from 'vitest';
import type { ResponseRates } from '../../survey/contract.ts';
import { codeIn, everywhere, openStaff, type Client } from '../access/staff.ts';
import { htmlOf, openMailbox, textOf, type Received } from './mailbox.ts';
import { answer, ask, bring, listOf, sendAll, stateOf, survey } from './stage.ts';

const mailbox = openMailbox();
const staff = openStaff(mailbox.settings);
const administrator = () => staff.member({ role: 'administrator', ...everywhere });
const person = (name: string, stratum = 'nord') => `${name},${name}@example.org,,,,,${stratum},Matera,it`;
const to = (name: string): Received => mailbox.received.findLast(({ to: address }) => address.startsWith(`${name}@`))!;
const codeOf = (message: Received) => /#invito=([\w-]+)/.exec(textOf(message))![1]!;
const stop = (client: Client, code: string) =>
  client.call('POST', '/api/invitation/stop', undefined, { authorization: `Invitation ${code}` });

describe('invitations by e-mail', () => {
  it('go out once, with a link of their own, without picture or trace; what comes back is listed', async () => {
    const client = await administrator();
    await bring(
      staff,
      client,
      person('ada'),
      person('bea'),
      person('gone', 'sud'),
      person('full', 'sud'),
      person('late'),
      person('zoe', 'sud'),
    );
    mailbox.busy.add('late@example.org');
    const { sending, counts } = await sendAll(client, 'invitation');
    expect(sending).toEqual({ kind: 'invitation', state: 'done', of: 6, sent: 3, bounced: 2, waiting: 1 });
    expect(counts).toEqual({ listed: 1, invited: 3, reminded: 0, bounced: 2, stopped: 0 });
    const bounced = (await listOf(client, '?state=bounced')).rows.map(({ name, reason }) => [name, reason]);
    expect(bounced).toEqual([
      ['full', 'refused'],
      ['gone', 'mailbox'],
    ]);
    const message = to('ada');
    const text = textOf(message);
    expect(text).toContain(`https://example.org/survey/${survey}#invito=${codeOf(message)}`);
    expect(text).toContain('se non rispondi non succede niente');
    expect(message.source).toMatch(/List-Unsubscribe:\s+<https:\/\/example\.org\/survey\/small-persons#basta=/);
    expect(htmlOf(message)).not.toMatch(/<(img|link|script|style|iframe)|src=|url\(|cid:/i);
    const links = [...htmlOf(message).matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links.every((link) => /^https:\/\/example\.org\/survey\/small-persons#(invito|basta)=/.test(link!))).toBe(
      true,
    );
    mailbox.busy.clear();
    expect((await sendAll(client, 'invitation')).sending).toMatchObject({ of: 1, sent: 1 });
    expect((await sendAll(client, 'invitation')).sending).toMatchObject({ of: 0, sent: 0 });
    expect(mailbox.received.map(({ to: address }) => address).sort()).toEqual(
      ['ada', 'bea', 'late', 'zoe'].map((name) => `${name}@example.org`),
    );
  });

  it('are followed by reminders to those alone who have not answered and did not say no, twice at most', async () => {
    expect((await answer(staff, codeOf(to('ada')))).status).toBe(201);
    expect((await stop(staff.nobody(), codeOf(to('bea')).toLowerCase())).status).toBe(204);
    expect(await codeIn(await stop(staff.nobody(), 'nonsense'))).toEqual([403, 'token_invalid']);
    const early = await administrator();
    expect((await sendAll(early, 'reminder')).sending).toMatchObject({ of: 0 });
    const before = mailbox.received.length;
    for (const expected of [2, 2, 0]) {
      staff.pass(8 * 24 * 60);
      expect((await sendAll(await administrator(), 'reminder')).sending).toMatchObject({
        of: expected,
        sent: expected,
      });
    }
    const reminded = mailbox.received.slice(before);
    expect(new Set(reminded.map(({ to: address }) => address))).toEqual(
      new Set(['late@example.org', 'zoe@example.org']),
    );
    expect(textOf(reminded[0]!)).toContain('non è ancora arrivata una risposta');
    expect(textOf(reminded[0]!)).not.toContain('undefined');
  });

  it('give response rates by stratum and channel, to analysts alone', async () => {
    expect((await answer(staff, codeOf(to('zoe')))).status).toBe(201);
    const path = `/api/surveys/${survey}/response-rates`;
    expect((await (await administrator()).call('GET', path)).status).toBe(404);
    const analyst = await staff.member({ role: 'analyst', ...everywhere });
    const rates = (await (await analyst.call('GET', path)).json()) as ResponseRates;
    // nord: ada answered, bea said no, late is silent; sud: zoe answered, two messages came back
    const row = { channel: 'email', partials: 0, completes: 1, codes: 3 };
    expect(rates.rows).toEqual([
      { ...row, stratum: 'nord', refusals: 1, unknown: 0, silent: 1, rr1: 1 / 3, rr2: 1 / 3 },
      { ...row, stratum: 'sud', refusals: 0, unknown: 2, silent: 0, rr1: 1 / 3, rr2: 1 / 3 },
    ]);
    expect(rates.total).toMatchObject({ codes: 6, completes: 2, refusals: 1, unknown: 2, silent: 1, rr1: 1 / 3 });
    expect(rates.channels).toEqual([{ channel: 'email', responses: 2 }]);
    expect((await staff.audit()).at(-1)).toMatchObject({ action: 'figures.exact', detail: { rates: 1 } });
  });

  it('stop when somebody stops them, and go on with the next order', async () => {
    const client = await administrator();
    await bring(staff, client, ...['k1', 'k2', 'k3'].map((name) => person(name)));
    const first = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    mailbox.hold = () => (first.resolve(), held.promise);
    await ask(client, 'POST', '/sending', { kind: 'invitation' });
    await first.promise;
    expect(await codeIn(await ask(client, 'POST', '/sending', { kind: 'invitation' }))).toEqual([409, 'sending_busy']);
    expect((await ask(client, 'DELETE', '/sending')).status).toBe(204);
    held.resolve();
    let state = await stateOf(client);
    while (state.sending!.state === 'running') state = await stateOf(client);
    expect(state.sending).toMatchObject({ state: 'cancelled', of: 3, sent: 1 });
    mailbox.hold = async () => undefined;
    expect((await sendAll(client, 'invitation')).sending).toMatchObject({ state: 'done', of: 2, sent: 2 });
  });
});
