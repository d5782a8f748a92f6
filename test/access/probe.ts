/** How each call of `forbidden.ts` is made over HTTP, and how one sees that it was done. */
import type { Action, Grant, Person } from '../../access.ts';
import type { Idea } from '../../survey/contract.ts';
import type { ScopeName } from './forbidden.ts';
import { done, page, type Probe } from './probe-ask.ts';
import { codingProbes } from './probe-coding.ts';
import { credentialProbes } from './probe-credential.ts';
import { interchangeProbes } from './probe-interchange.ts';
import { invitationProbes } from './probe-invitation.ts';
import { entryProbes } from './probe-entry.ts';
import { laboratoryProbes } from './probe-laboratory.ts';
import { exactProbes } from './probe-exact.ts';
import { focusProbes } from './probe-focus.ts';
import { planProbes } from './probe-plan.ts';
import { seriesProbes } from './probe-series.ts';
import { shapeProbes } from './probe-shapes.ts';
import { completeInstrument, completeSheet } from '../support/complete-instrument.ts';
import { everywhere, type Client, type Staff } from './staff.ts';

const small = { ...everywhere, programme: 'small' };

export const scopeOf: Readonly<Record<ScopeName, Omit<Grant, 'role'>>> = {
  whole: everywhere,
  'own programme': small,
  'other programme': { ...everywhere, programme: 'other' },
  'own territory': { ...small, territory: 'municipality:077014' },
  'other territory': { ...small, territory: 'municipality:077021' },
  organisation: { ...small, organisation: 'association' },
};

function auditProbe(rest: string): Probe {
  const ask: Probe['ask'] = async (client) => done(await client.call('GET', `/api/admin/audit${rest}`), 200);
  return { action: 'audit.read', ask };
}

let made = 0;

function giving(scope: Omit<Grant, 'role'>): Probe {
  return {
    action: 'people.manage',
    ask: async (client) => {
      const body = { email: `given${made++}@example.org`, name: 'Bo', grants: [{ role: 'coder', ...scope }] };
      return done(await client.call('POST', '/api/admin/people', body), 201);
    },
  };
}

/** Somebody is there to take it from as long as nobody has. */
function taking(scope: Omit<Grant, 'role'>): Probe {
  let target: Promise<{ id: string }> | null = null;
  return {
    action: 'people.manage',
    ask: async (client, staff) => {
      const { access } = staff.server().application;
      const grants: Grant[] = [{ role: 'coder', ...scope }];
      target ??= access.add({ email: `taken${made++}@example.org`, name: 'Bo', grants });
      const { id } = await target;
      const taken = await done(await client.call('DELETE', `/api/admin/people/${id}`), 204);
      if (taken) target = null;
      return taken;
    },
  };
}

const instrument = '/api/instruments/small/person';
const draft = { definition: JSON.stringify(completeInstrument), sheet: completeSheet('small-probed') };

function editing(method: string, path: string, body?: unknown): Probe {
  return { action: 'instrument.edit', ask: async (client) => done(await client.call(method, path, body), 200) };
}

/** Of a draft of its own; whoever may not read it tries the first revision. */
const probed = '/api/instruments/small/probed';
async function keepProbed(client: Client): Promise<{ response: Response; revision: number }> {
  const read = await client.call('GET', probed);
  const { revision } = read.ok ? ((await read.json()) as { revision: number }) : { revision: 0 };
  return { response: await client.call('PUT', probed, { revision, ...draft }), revision: revision + 1 };
}

const keeping: Probe = {
  action: 'instrument.edit',
  ask: async (client) => done((await keepProbed(client)).response, 200),
};

const publishing: Probe = {
  action: 'instrument.edit',
  ask: async (client) => {
    const { revision } = await keepProbed(client);
    return done(await client.call('POST', `${probed}/publish`, { revision }), 201);
  },
};

/** A table without lines changes nothing. */
const translating: Probe = {
  action: 'instrument.edit',
  ask: async ({ cookie }, staff) => {
    const address = `${staff.address()}${instrument}/translation.csv?revision=0&dry=1`;
    const headers = { 'content-type': 'text/csv', ...(cookie && { cookie }) };
    return done(await fetch(address, { method: 'PUT', headers, body: 'key,it,en\n' }), 200);
  },
};

function watching(rest: string): Probe {
  const ask: Probe['ask'] = async (client) =>
    done(await client.call('GET', `/api/admin/surveys/small-firms/${rest}`), 200);
  return { action: 'survey.watch', ask };
}

/** What was closed before cannot be closed again, which is told only to those who may. */
const closing: Probe = {
  action: 'survey.manage',
  ask: async (client) =>
    done(await client.call('POST', '/api/admin/surveys/small-firms/state', { action: 'close' }), 200, 409),
};

/** Done is also what founders on an organisation that is not there: whoever may not is told so before that. */
function registered(action: Action, method: string, name: string, body?: unknown, type = 'application/json'): Probe {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type };
  return {
    action,
    ask: async (client) => done(await client.call(method, `/api/register/small/${name}`, body, headers), 200, 400, 422),
  };
}

/** An idea of the school of Matera, as it is now; the first who asks makes it. */
let idea: Promise<Idea> | null = null;
function ideaOf({ server }: Staff): Promise<Idea> {
  const { register } = server().application;
  const office: Person = { id: 'office', email: '', name: '', grants: [{ role: 'planner', ...everywhere }] };
  idea ??= register.propose(office, 'small', matera);
  return idea.then(({ id }) => register.idea(office, 'small', id));
}

const words = { title: 'Un’app', text: 'Per trovare il laboratorio più vicino.' };
const matera = { school: 'lyceum', year: 2026, ...words };

const rewording: Probe = {
  action: 'idea.write',
  ask: async (client, staff) => {
    const { id, revision } = await ideaOf(staff);
    return done(await client.call('PUT', `/api/register/small/ideas/${id}`, { revision, ...words }), 200);
  },
};

/** What nobody has adopted cannot be taken up, which is told only to those who may step. */
const stepping: Probe = {
  action: 'idea.step',
  ask: async (client, staff) => {
    const { id, revision } = await ideaOf(staff);
    const step = { state: 'taken_up', revision };
    return done(await client.call('POST', `/api/register/small/ideas/${id}/steps`, step), 409);
  },
};

/** There is no browser on the test's server, which is told only to those who may order. */
const ordering: Probe = {
  action: 'paper.print',
  ask: async (client) =>
    done(await client.call('POST', '/api/papers', { kind: 'report', programme: 'small', language: 'it' }), 503),
};

export const probes: Readonly<Record<string, Probe>> = {
  ...exactProbes,

  'a paper of the programme': ordering,

  'the audit of the programme': auditProbe('?programme=small'),
  'the audit of everything': auditProbe(''),
  'the audit of everything as CSV': auditProbe('.csv'),
  'the proof of the audit': auditProbe('/verification'),

  'the instruments of the programme': editing('GET', '/api/instruments/small'),
  'the draft of an instrument': editing('GET', instrument),
  'the check of a definition': editing('POST', `${instrument}/check`, draft),
  'the file of a published version': editing('GET', `${instrument}/versions/1/definition`),
  'the texts of an instrument as CSV': editing('GET', `${instrument}/translation.csv`),
  'putting texts into a draft': translating,
  'keeping a draft': keeping,
  'publishing a version': publishing,
  'closing a survey': closing,
  'the state of a survey': watching('state'),
  'the repair list of a survey': watching('repairs'),

  'the members of the programme': registered('member.read', 'GET', 'members'),
  'telling who takes part': registered('member.write', 'PUT', 'members', {
    entries: [{ organisation: 'nobody', survey: 'small-persons', state: 'invited' }],
  }),
  'the firms that schools may see': registered('madrina.read', 'GET', 'firms'),
  'the forms received': registered('interest.read', 'GET', 'interests'),
  'the ideas of the schools': registered('idea.read', 'GET', 'ideas'),
  'an idea of a school that is not there': registered('idea.write', 'POST', 'ideas', { ...matera, school: 'nobody' }),
  'an idea of the school of Matera': {
    action: 'idea.write',
    ask: async (client) => done(await client.call('POST', '/api/register/small/ideas', matera), 201),
  },
  'other words for an idea of the school of Matera': rewording,
  'a step of an idea of the school of Matera': stepping,
  'the uptake of platforms': registered('uptake.read', 'GET', 'uptake'),
  'a file of uptake': registered('uptake.import', 'POST', 'uptake', 'not,the,columns', 'text/csv'),
  ...seriesProbes,
  'who under 16 may answer': {
    action: 'privacy.manage',
    ask: async (client) =>
      done(await client.call('PUT', '/api/admin/surveys/small-pupils/minors', { route: 'school' }), 204),
  },
  'the signed consents': registered('attribution.manage', 'GET', 'attributions'),

  ...{
    ...interchangeProbes,
    ...codingProbes,
    ...laboratoryProbes,
    ...invitationProbes,
    ...entryProbes,
    ...planProbes,
    ...credentialProbes,
  },

  ...focusProbes,
  'the counts of codes by target group': {
    action: 'code.read',
    ask: async (client) => done(await client.call('GET', '/api/evidence/small/groups'), 200),
  },
  'the page of evidence': page('recommendation.read', '/evidence/small'),
  'the page of the register': page('register.open', '/register/small'),
  'the programme on the page of the programmes': page(
    'programme.manage',
    '/admin/programmes',
    'href="/programme/small"',
  ),

  ...shapeProbes,
  'the list of people': {
    action: 'people.manage',
    ask: async (client) => done(await client.call('GET', '/api/admin/people'), 200),
  },
  'a right over everything': giving(everywhere),
  'a right over the programme': giving(small),
  'a right over Matera': giving(scopeOf['own territory']),
  'a right over a body of the programme': giving(scopeOf.organisation),
  'taking away a right over the programme': taking(small),
  'taking away a right over Policoro': taking(scopeOf['other territory']),
};
