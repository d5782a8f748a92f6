import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPassphrases } from '../../access/passphrase.ts';
import { openDatabase } from '../../data/database.server.ts';
import { call, run } from './command.ts';

const add = ['user', 'add', '--email', 'Ada@example.org', '--name', 'Ada', '--role', 'administrator'];

describe('the staff on the command line', { timeout: 180_000 }, () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const accounts = async () => {
    const database = await openDatabase({ directory: dataDir });
    const rows = await database.rows<{ email: string; passphrase: string; mustChange: boolean }>(
      'SELECT email, passphrase, must_change AS "mustChange" FROM account',
    );
    await database.close();
    return rows;
  };

  it('are added with a passphrase that is made and printed once, to be changed', async () => {
    const { code, out } = await run(dataDir, add);
    expect(code).toBe(0);
    const printed = /: ((?:[a-z2-9]{4}-){5}[a-z2-9]{4})\n$/.exec(out)?.[1];
    const [account] = await accounts();
    expect(account).toMatchObject({ email: 'ada@example.org', mustChange: true });
    expect(await createPassphrases().verify(printed!, account!.passphrase)).toBe(true);
  });

  it('are told to the audit as added by the command line, right by right', async () => {
    await run(dataDir, add);
    const { out } = await call(dataDir, ['audit', 'list']);
    const [, export_, ...acts] = out.trim().split('\n');
    expect(export_).toContain('audit.export');
    expect(acts.map((line) => line.split(',').slice(3, 7).join())).toEqual([
      'command,,right.give,',
      'command,,account.add,',
    ]);
  });

  it('are added with the passphrase that is piped in, which is printed nowhere', async () => {
    const { code, out, err } = await run(dataDir, add, {}, 'quattro parole prese a caso\n');
    expect([code, out + err]).toEqual([0, 'added: Ada@example.org\n']);
    const [account] = await accounts();
    expect(account?.mustChange).toBe(false);
    expect(await createPassphrases().verify('quattro parole prese a caso', account!.passphrase)).toBe(true);
  });

  it('are not added twice, with a weak passphrase, a role that is none, or about what is not there', async () => {
    await run(dataDir, add);
    expect((await run(dataDir, add)).err).toMatch(/has an account already/);
    expect((await run(dataDir, add, {}, 'short')).err).toMatch(/15 to 200 characters/);
    expect((await run(dataDir, [...add.slice(0, -1), 'king'])).err).toMatch(/^user add --email/);
    const about = (...scope: string[]) =>
      run(dataDir, ['user', 'add', '--email', 'bo@example.org', '--name', 'Bo', '--role', 'partner', ...scope]);
    expect((await about('--programme', 'x')).err).toBe('There is no "x". Perhaps you meant one of these: —.\n');
    expect((await about('--organisation', 'confindustria')).err).toMatch(/in one programme only: say which/);
    expect(await accounts()).toHaveLength(1);
  });
});

describe('the settings of the first administrator', () => {
  it('belong together, may come from a file, and are not printed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
    const file = join(folder, 'passphrase');
    await writeFile(file, 'una frase segreta davvero\n');
    const both = { ADMIN_EMAIL: 'capo@example.org', ADMIN_PASSWORD_FILE: file };
    const { code, out } = await run(folder, ['config', 'print'], both);
    expect([code, out.includes('segreta')]).toEqual([0, false]);
    expect(JSON.parse(out)).toMatchObject({ firstAdministrator: { email: 'capo@example.org', passphrase: '(set)' } });
    const half = await run(folder, ['config', 'print'], { ADMIN_EMAIL: 'capo@example.org' });
    expect([half.code, half.err]).toEqual([1, expect.stringContaining('belong together')]);
    await rm(folder, { recursive: true });
  });
});
