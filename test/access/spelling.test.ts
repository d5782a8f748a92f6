/** A path of the staff, written in every other way that somebody may think of. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { administrator, everywhere, openStaff, type Client } from './staff.ts';

const staff = openStaff({}, { withPages: true });

/** Sends a request as it is written, which `fetch` would put right first. @returns the status and the body */
function sendRaw(
  line: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port, host } = new URL(staff.address());
  const lines = Object.entries({ Host: host, Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${[line, ...lines].join('\r\n')}\r\n\r\n`));
    socket.setEncoding('utf8').on('data', (data: string) => (text += data));
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text }));
  });
}

describe('a path of the staff under another spelling', () => {
  const spellings = [
    '/api/admin/people',
    '/api/admin/people/',
    '/api/admin/people//',
    '/api//admin/people',
    '//api/admin/people',
    '/api/./admin/people',
    '/api/x/../admin/people',
    '/api/surveys/../admin/people',
    '/API/admin/people',
    '/Api/Admin/People',
    '/%61pi/admin/people',
    '/api/%61dmin/people',
    '/api/%2e/admin/people',
    '/api/surveys/%2e%2e/admin/people',
    '/api%2fadmin/people',
    '/api/admin%2fpeople',
    '/api/admin%2Fpeople',
    '/api%5cadmin%5cpeople',
    '/api\\admin\\people',
    '/api/admin;x/people',
    '/api;x/admin/people',
    '/api/admin/people;.css',
    '/api/admin/people%00',
    '/api/admin/people%20',
    '/api/admin/people?x=/api/programmes',
    '/api/admin/people#/api/programmes',
    '/api/admin/people/__data.json',
    '/admin/people',
    '/admin/people/',
    '//admin/people',
    '/ADMIN/people',
    '/%61dmin/people',
    '/admin%2fpeople',
    '/x/../admin/people',
    '/en/admin/people',
    '/en/../admin/people',
    '/admin/people/__data.json',
    '/admin/people.json',
    '/_app/../admin/people',
  ];

  /** somewhere else, to the sign-in, not understood, not signed in, not there, not by this method */
  const refusals = [303, 307, 308, 400, 401, 404, 405];

  it.each(spellings)('opens to nobody: %s', async (path) => {
    const absolute = `${staff.address()}${path}`;
    for (const line of [`GET ${path} HTTP/1.1`, `HEAD ${path} HTTP/1.1`, `GET ${absolute} HTTP/1.1`]) {
      const { status, text } = await sendRaw(line);
      expect([line, status]).not.toEqual([line, 0]);
      // Kit tells a redirection to whoever asks for data by an answer that is all right; HEAD has no body to look at
      const leadsAway = line.startsWith('HEAD') || /"type":"redirect".*"location":"\/sign-in/.test(text);
      const isRefused = refusals.includes(status) || (path.endsWith('__data.json') && leadsAway);
      expect([line, status, isRefused]).toEqual([line, status, true]);
      expect(text).not.toContain(administrator.email);
    }
  });

  it.each(spellings)('opens to nobody who may not: %s', async (path) => {
    const { cookie } = await coder();
    const { status, text } = await sendRaw(`GET ${path} HTTP/1.1`, { Cookie: cookie });
    expect([path, status, refusals.includes(status)]).toEqual([path, status, true]);
    expect(text).not.toContain(administrator.email);
  });

  let one: Promise<Client> | null = null;
  const coder = () => (one ??= staff.member({ role: 'coder', ...everywhere }));
});

describe('another method', () => {
  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY', 'get'])('is no way in: %s', async (method) => {
    const { status, text } = await sendRaw(`${method} /api/admin/people HTTP/1.1`);
    expect([400, 401, 404, 405]).toContain(status);
    expect(text).not.toContain(administrator.email);
  });
});
