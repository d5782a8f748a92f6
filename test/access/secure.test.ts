import { describe, expect, it } from 'vitest';
import { administrator, codeIn, cookieIn, openStaff } from './staff.ts';

const origin = 'https://fabbisogni.example';
const staff = openStaff({ ORIGIN: `${origin}/` });

describe('a service that is reached by HTTPS', () => {
  it('gives a cookie that only it can have set, and takes no other', async () => {
    const response = await staff.signIn(administrator.email, administrator.password);
    const written = response.headers.getSetCookie()[0];
    expect(written).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const current = (cookie: string) => staff.nobody().call('GET', '/api/sessions/current', undefined, { cookie });
    expect((await current(cookieIn(response))).status).toBe(200);
    expect(await codeIn(await current(cookieIn(response).replace('__Host-', '')))).toEqual([401, 'sign_in_needed']);
  });

  it('takes changes from its public address, and from no page of another, its own machine’s address included', async () => {
    const answer = async (from: string) =>
      (await staff.nobody().call('POST', '/api/sessions', administrator, { origin: from })).status;
    expect(await answer(origin)).toBe(201);
    for (const from of [
      staff.address(),
      'http://fabbisogni.example',
      'https://fabbisogni.example:8443',
      `${origin}.evil.example`,
    ])
      expect(await answer(from)).toBe(403);
  });
});
