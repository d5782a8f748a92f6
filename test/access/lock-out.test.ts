import { describe, expect, it } from 'vitest';
import { createDevices } from '../../access/device.ts';
import { createLimiter } from '../../access/limiter.ts';
import { codeIn, everywhere, openStaff, passphrase } from './staff.ts';

const staff = openStaff({ TRUST_PROXY: '1' });
const planner = { role: 'planner', ...everywhere } as const;
const from = (address: string, cookie = '') => ({ 'x-forwarded-for': address, ...(cookie && { cookie }) });
const signIn = (email: string, password: string, headers: Record<string, string>) =>
  staff.nobody().call('POST', '/api/sessions', { email, password }, headers);
const knownBy = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((one) => one.startsWith('device='))
    ?.split(';')[0];

describe('whoever fails on purpose', () => {
  it('shuts nobody out of a browser in which that person signed in before', async () => {
    const { email } = await staff.member(planner);
    const office = '192.0.2.1';
    const known = knownBy(await signIn(email, passphrase, from(office)))!;
    for (let count = 0; count < 5; count++) await signIn(email, 'not the passphrase', from(office));
    expect(await codeIn(await signIn(email, passphrase, from(office)))).toEqual([429, 'too_many_attempts']);
    const again = await signIn(email, passphrase, from(office, known));
    expect([again.status, knownBy(again)]).toEqual([201, undefined]);
  });

  it('may not try more often in such a browser either', async () => {
    const { email } = await staff.member(planner);
    const known = knownBy(await signIn(email, passphrase, from('192.0.2.2')))!;
    for (let count = 0; count < 5; count++)
      expect((await signIn(email, 'not the passphrase', from(`192.0.2.${count}`, known))).status).toBe(401);
    expect((await signIn(email, passphrase, from('192.0.2.9', known))).status).toBe(429);
  });

  it('gains nothing by a browser that is known for another account', async () => {
    const [victim, own] = [await staff.member(planner), await staff.member(planner)];
    const known = knownBy(await signIn(own.email, passphrase, from('192.0.2.20')))!;
    for (let count = 0; count < 5; count++) await signIn(victim.email, 'not the passphrase', from('192.0.2.20', known));
    expect((await signIn(victim.email, passphrase, from('192.0.2.20', known))).status).toBe(429);
  });

  it('is not somebody else with each address of one IPv6 network', async () => {
    const { email } = await staff.member(planner);
    for (let count = 0; count < 5; count++) await signIn(email, 'not the passphrase', from(`2001:db8::${count}`));
    expect((await signIn(email, passphrase, from('2001:db8::99'))).status).toBe(429);
  });

  it('from a hundred places keeps out only who was never here', async () => {
    const limiter = createLimiter();
    for (let count = 0; count < 100; count++)
      await limiter.attempt('ada@example.org', { address: `10.0.0.${count}`, device: null });
    const attempt = (device: string | null) => limiter.attempt('ada@example.org', { address: '192.0.2.1', device });
    await expect(attempt(null)).rejects.toMatchObject({ code: 'too_many_attempts' });
    await (
      await attempt('known')
    )();
    await expect(attempt(null)).rejects.toMatchObject({ code: 'too_many_attempts' });
  });
});

describe('the cookie of a known browser', () => {
  const devices = createDevices(Buffer.alloc(32, 1), true);
  const written = devices.write('Ada@example.org');
  const cookie = written.split(';')[0]!;

  it('is for one address, however that is spelt, and says nothing of it', () => {
    expect(written).toMatch(
      /^__Host-device=[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000$/,
    );
    expect(devices.find(cookie, ' ada@Example.org')).not.toBeNull();
    expect(devices.find(cookie, 'bo@example.org')).toBeNull();
  });

  it.each([
    ['none', null],
    ['another signature', cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
    ['another name', cookie.replace('=', '=x')],
    ['no signature', cookie.split('.')[0]],
    ['two of them', `${cookie}; ${cookie}`],
  ])('is not taken: %s', (_, other) => expect(devices.find(other, 'ada@example.org')).toBeNull());

  it('is of the server whose key signed it', () => {
    expect(createDevices(Buffer.alloc(32, 2), true).find(cookie, 'ada@example.org')).toBeNull();
  });

  it('signs nobody in', async () => {
    const { email } = await staff.member(planner);
    const known = knownBy(await signIn(email, passphrase, from('192.0.2.30')))!;
    const current = await staff.nobody().call('GET', '/api/sessions/current', undefined, { cookie: known });
    expect(current.status).toBe(401);
  });
});
