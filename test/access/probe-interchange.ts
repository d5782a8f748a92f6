/** Probes of files for other programs, tables and minutes. */
import type { Action } from '../../access.ts';
import { done, page, type Probe } from './probe-ask.ts';
import type { Staff } from './staff.ts';

/** A session in Matera that somebody else moderates; the first who asks makes it. */
const session = '0b5563aa-0000-4000-8000-0000000000aa';
let held: Promise<void> | null = null;
function holdSession({ server }: Staff): Promise<void> {
  held ??= server().application.database.write((tx) =>
    tx.run(
      `INSERT INTO focus_session BY NAME
       SELECT '${session}'::UUID AS id, 'small' AS programme, 'Uno' AS title, DATE '2026-06-01' AS held_on, 'Sala' AS place,
              'municipality' AS territory_level, '077014' AS territory_code, []::VARCHAR[] AS groups, 1 AS guide,
              'it' AS language, 'somebody' AS moderator, 'live' AS origin, 'closed' AS state,
              DATE '2026-06-01' AS created_on, 1 AS revision`,
    ),
  );
  return held;
}

/** A file that goes out; there may be nothing to put into it. */
function leaving(action: Action, path: string): Probe {
  return {
    action,
    ask: async (client, staff) => {
      await holdSession(staff);
      return done(await client.call('GET', path, undefined, { accept: '*/*' }), 200, 409);
    },
  };
}

/** A file that comes in: what is wrong with it is told only to those who may bring one. */
function bringing(path: string, type: string): Probe {
  return {
    action: 'code.lead',
    ask: async ({ cookie }, staff) => {
      const headers = { 'content-type': type, ...(cookie && { cookie }) };
      const body = '<CodeBook/>';
      return done(await fetch(`${staff.address()}${path}?programme=small`, { method: 'POST', headers, body }), 422);
    },
  };
}

const ofSession = `/api/focus-groups/${session}`;
const minutesPage = page('focus.read', `/session/${session}/minutes`, 'Uno');

export const interchangeProbes: Readonly<Record<string, Probe>> = {
  'the shared codes as a file': leaving('code.read', '/api/codes.qdc?programme=small'),
  'the sessions as a project': leaving('focus.read', '/api/focus-groups.qdpx?programme=small'),
  'what was coded as a table': leaving('focus.read', '/api/coded-statements.csv?programme=small'),
  'bringing in a codebook': bringing('/api/codes.qdc', 'application/xml'),
  'bringing in a project': bringing('/api/focus-groups.qdpx', 'application/vnd.qdpx'),
  'a session of Matera as a project': leaving('focus.read', `${ofSession}/project.qdpx`),
  'a session of Matera as a table': leaving('focus.read', `${ofSession}/statements.csv`),
  'the minutes of a session of Matera': leaving('focus.read', `${ofSession}/minutes`),
  'all that was said in a session of Matera': leaving('focus.read', `${ofSession}/minutes?version=internal`),
  'the minutes as text': leaving('focus.read', `${ofSession}/minutes.md`),
  'the page of the minutes': {
    action: 'focus.read',
    ask: async (client, staff) => {
      await holdSession(staff);
      return minutesPage.ask(client, staff);
    },
  },
};
