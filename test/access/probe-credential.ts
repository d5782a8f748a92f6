/** How the calls about microcredentials, and about what was decided, are made. */
import type { Action } from '../../access.ts';
import { complete } from '../support/microcredential.ts';
import { done, page, type Probe } from './probe-ask.ts';
import type { Staff } from './staff.ts';

/** A draft and a microcredential; the first who asks makes them. */
let held: Promise<void> | null = null;
function holdCredential({ server }: Staff): Promise<void> {
  held ??= server().application.database.write(async (tx) => {
    await tx.run(`INSERT INTO credential_draft VALUES ('small', 'held', 1, '{}', '2026-06-15', 'x')`);
    await tx.run(
      `INSERT INTO credential_version VALUES ('small', 'credential', 'held', 1, 'x', ?, '2026-06-15', 'x', false)`,
      [JSON.stringify(complete)],
    );
  });
  return held;
}

/**
 * On a draft and a microcredential that are there. Done is also what founders on the revision, or on what an award lacks:
 * whoever may not is told nothing of that.
 */
function crediting(action: Action, method: string, rest: string, body?: unknown): Probe {
  const ask: Probe['ask'] = async (client, staff) => {
    await holdCredential(staff);
    return done(await client.call(method, `/api/programmes/small/credential${rest}`, body), 200, 409, 422);
  };
  return { action, ask };
}

const stacking: Probe = {
  action: 'credential.write',
  ask: async (client) =>
    done(await client.call('PUT', '/api/programmes/small/passports/new', { version: 0, content: {} }), 200, 422),
};

export const credentialProbes: Readonly<Record<string, Probe>> = {
  'the drafts of microcredentials': crediting('credential.write', 'GET', '-drafts'),
  'the proposals of microcredentials': crediting('credential.write', 'GET', '-proposals'),
  'a draft of a microcredential': crediting('credential.write', 'PUT', '-drafts/held', { revision: 0, content: {} }),
  'publishing a microcredential': crediting('credential.write', 'POST', '-drafts/held/publish', { revision: 9 }),
  'giving a microcredential to a learner': crediting('credential.issue', 'POST', 's/held/badges', {}),
  'stacking a passport': stacking,
  'the page of proposals': page('credential.write', '/credentials/small/proposals'),
  'the page of a draft': page('credential.write', '/credentials/small/draft/new'),
  'the page of a passport to stack': page('credential.write', '/credentials/small/passport/new'),
  'the page to write what was decided': page('said.write', '/said/small-persons/draft'),
};
