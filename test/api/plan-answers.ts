/** Makes the calls about plans, so that each answer that is described is seen. */
import { randomUUID } from 'node:crypto';
import type { Plan } from '../../analytics/contract.ts';
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const [programme, one] = ['/api/programmes/{programme}/plans', '/api/plans/{id}'];
const [lines, line] = [`${one}/lines`, `${one}/lines/{line}`];
const csv = { 'content-type': 'text/csv' };
const begun = { survey: 'basilicata-citizens-2026', title: 'Piano', from: '2026-07-01', budget: 1 };
const added = { course: 'plan-room', place: 'municipality:077014', startsOn: '2026-09-01', seats: 10 };
const sheet = 'line,group,planned,enrolled,completed\n1,,5,4,3\n';

/** Every call about one plan, with a body that is right. */
const calls = (
  revision: number,
  ref: string = randomUUID(),
): readonly (readonly [string, string, Omit<Making, 'place'>])[] => [
  ['get', one, {}],
  ['put', one, { body: { revision, title: 'Altro' } }],
  ['post', `${one}/steps`, { body: { revision, state: 'approved' } }],
  ['post', lines, { body: { revision, lines: [added] } }],
  ['put', line, { body: { revision, line: { editions: 2 } } }],
  ['get', `${line}/evidence`, {}],
  ['post', `${line}/evidence`, { body: { revision, kind: 'quote', ref } }],
  ['put', `${one}/excuses/{group}`, { body: { revision, reason: 'Perché' } }],
  ['get', `${one}/effect`, {}],
  ['get', `${one}/evidence`, {}],
  ['get', `${one}/missing`, {}],
  ['get', `${one}/served`, { query: { course: 'plan-room', place: added.place } }],
  ['get', `${one}/proposal`, {}],
  ['post', `${one}/proposal`, { body: { seconds: 1, method: 'greedy' } }],
  ['delete', `${one}/proposal`, {}],
  ['get', `${one}/comments`, {}],
  ['post', `${one}/comments`, { body: { text: 'Bene' } }],
  ['get', `${one}/enrolments`, {}],
  ['post', `${one}/enrolments`, { body: sheet, headers: csv }],
  ['post', `${one}/copies`, { body: { as: 'version' } }],
  ['delete', line, { query: { revision: String(revision) } }],
  ['delete', one, { query: { revision: String(revision) } }],
];

/** Needs Basilicata. */
export async function planAnswers({ client, server }: Staffed, session: Headers): Promise<void> {
  const call = (method: string, path: string, { headers, ...making }: Making) =>
    client.call(method, path, { ...making, headers: { ...headers, ...session } });
  const { database } = server.application;
  const code = randomUUID();
  await database.write(async (tx) => {
    await tx.run(course);
    for (const sql of heard) await tx.run(sql, { code });
  });
  await refusals(client, call);
  const plan = (await call('post', programme, { place: 'basilicata', body: begun })).json as Plan;
  await call('get', programme, { place: 'basilicata' });
  const seen = async () => (await call('get', one, { place: plan.id })).json as Plan;
  const filled = (await call('post', lines, { place: plan.id, body: { revision: 1, lines: [added] } })).json as Plan;
  const place = [plan.id, filled.lines[0]!.id];
  const wrong = { ...added, course: 'nothing' };
  for (const sent of [wrong, { ...added, place: null }])
    await call('post', lines, { place, body: { revision: 2, lines: [sent] } });
  for (const change of [{ place: 'municipality:058091' }, { place: null }, { seats: 12 }])
    await call('put', line, { place, body: { revision: 2, line: change } });
  await call('put', one, { place, body: { revision: 3, territory: 'region:99' } });
  await call('get', `${one}/served`, { place, query: { course: 'nothing', place: added.place } });
  await call('post', `${line}/evidence`, { place, body: { revision: 3, kind: 'quote', ref: code } });
  await call('post', `${line}/evidence`, { place, body: { revision: 3, kind: 'quote', ref: randomUUID() } });
  const group = 'long_term_unemployed';
  for (const [method, path, making] of calls(3).filter(([method]) => method === 'get'))
    await call(method, path, { ...making, place });
  await call('put', `${one}/excuses/{group}`, {
    place: [plan.id, group],
    body: { revision: (await seen()).revision, reason: 'Sì' },
  });
  for (const [method, path, making] of calls(99, code))
    await call(method, path, { ...making, place: [plan.id, path.includes('{group}') ? group : place[1]!] });
  const step = async (state: string) =>
    call('post', `${one}/steps`, { place, body: { revision: (await seen()).revision, state } });
  await call('post', `${one}/proposal`, { place, body: { floors: [{ of: 'territory', key: '999', percent: 10 }] } });
  await call('put', one, { place, body: { revision: (await seen()).revision, title: 'Altro' } });
  await step('shared');
  await step('approved');
  await call('post', `${one}/comments`, { place, body: { text: 'Bene' } });
  await finished(call, await seen(), [plan.id, group], database, code);
}

type Call = (method: string, path: string, making: Making) => Promise<Answer>;

/** Once approved, by the tables: what it takes to get there is tested elsewhere. */
async function finished(
  call: Call,
  plan: Plan,
  ofGroup: string[],
  database: Staffed['server']['application']['database'],
  code: string,
) {
  const place = [plan.id, plan.lines[0]!.id];
  const { json: effect } = await call('get', `${one}/effect`, { place });
  const { hash: __, state: ___, revision: ____, approvedOn: _____, ...words } = plan;
  await database.write(async (tx) => {
    const content = JSON.stringify({ plan: words, effect });
    await tx.run(`INSERT INTO plan_version VALUES (?::UUID, 'x', ?, 'x', DATE '2026-06-15')`, [plan.id, content]);
    await tx.run(`UPDATE plan SET state = 'approved' WHERE id = ?::UUID`, [plan.id]);
  });
  const { revision } = plan;
  for (const [method, path, making] of calls(revision, code)) {
    const isEnrolment = path.endsWith('/enrolments');
    if (isEnrolment || path.endsWith('/copies')) continue;
    await call(method, path, { ...making, place: path.includes('{group}') ? ofGroup : place });
  }
  for (let turn = 0; turn < 2; turn++) await call('post', `${one}/copies`, { place, body: { as: 'version' } });
  const enrolments = `${one}/enrolments`;
  for (const body of ['line\n', sheet]) await call('post', enrolments, { place, body, headers: csv });
  await call('get', enrolments, { place });
  const idea = (await call('post', `${one}/copies`, { place, body: {} })).json as Plan;
  const first = { place: [idea.id, idea.lines[0]!.id], query: { revision: '1' } };
  await call('delete', line, first);
  await call('delete', one, { ...first, query: { revision: '2' } });
}

async function refusals(client: Client, call: Call): Promise<void> {
  const nobody = [randomUUID(), randomUUID()];
  for (const [method, path, making] of calls(1)) {
    await client.call(method, path, { ...making, place: nobody });
    await call(method, path, { ...making, place: nobody });
    if (method === 'delete') await call(method, path, { place: '%E0%A4%A' });
  }
  for (const place of ['basilicata', 'nothing']) {
    await client.call('get', programme, { place });
    await client.call('post', programme, { place, body: begun });
    await call('get', programme, { place });
  }
  await call('post', programme, { place: 'nothing', body: begun });
  await call('post', programme, { place: 'basilicata', body: { ...begun, survey: 'nothing' } });
  await call('post', programme, { place: 'basilicata', body: { ...begun, territory: 'region:99' } });
  const place = nobody;
  await call('post', `${one}/enrolments`, { place, body: 'x'.repeat(3_000_000), headers: csv });
  await call('post', `${one}/enrolments`, { place, body: new Uint8Array([0xff, 0xfe]), headers: csv });
}

/** What they answer while the database is closed. */
export async function unstoredPlans(client: Client, session: Headers): Promise<Answer[]> {
  const place = [randomUUID(), randomUUID()];
  const out: Answer[] = [];
  for (const [method, path, { headers, ...making }] of calls(1))
    out.push(await client.call(method, path, { ...making, place, headers: { ...headers, ...session } }));
  for (const [method, more] of [
    ['get', {}],
    ['post', { body: begun }],
  ] as const)
    out.push(await client.call(method, programme, { place: 'basilicata', ...more, headers: session }));
  return out;
}

const course = `
  INSERT INTO course BY NAME
  SELECT 'basilicata' AS programme, 'plan-room' AS key, 'Aula' AS title_it, 'Room' AS title_en, ['english'] AS skills,
         'classroom' AS mode, 1.0 AS cost_edition, []::VARCHAR[] AS target_groups, true AS demo`;

/** A coded quote about the skill of the course; its coding has the id of the code. */
const heard = [
  `INSERT INTO code BY NAME SELECT $code::UUID AS id, 'basilicata' AS programme, NULL::UUID AS parent, 1 AS place,
     '{"it":"Inglese","en":"English"}' AS labels, '' AS description, 'english' AS skill, '#0B5563' AS colour,
     'accepted' AS state, NULL::UUID AS merged_into, 'nobody' AS proposed_by, 1 AS revision`,
  `INSERT INTO focus_session BY NAME SELECT $code::UUID AS id, 'basilicata' AS programme, 'Prova' AS title,
     DATE '2026-06-01' AS held_on, 'Sala' AS place, 'municipality' AS territory_level, '077014' AS territory_code,
     []::VARCHAR[] AS groups, 1 AS guide, 'it' AS language, 'nobody' AS moderator, 'live' AS origin, 'closed' AS state,
     DATE '2026-06-01' AS created_on, 1 AS revision`,
  `INSERT INTO focus_participant BY NAME SELECT $code::UUID AS session, 1 AS number, 'HR' AS role,
     NULL::VARCHAR AS target_group, true AS takes_part, true AS may_quote, NULL::DATE AS withdrawn_on, 1 AS revision`,
  `INSERT INTO focus_statement BY NAME SELECT $code::UUID AS id, $code::UUID AS session, 1 AS place, 1 AS participant,
     'need' AS kind, 'it' AS language, 'Serve inglese.' AS text, '[]' AS hints, true AS cleared, 'nobody' AS author,
     false AS removed, DATE '2026-06-01' AS noted_on, 1 AS revision`,
  `INSERT INTO coding BY NAME SELECT $code::UUID AS id, 'basilicata' AS programme, 'statement' AS unit_kind,
     $code AS unit, $code::UUID AS session, $code::UUID AS code, 0 AS start, 6 AS stop, 'Serve' AS quote,
     'first' AS pass, 'coder' AS coder, 'sure' AS placed, DATE '2026-06-01' AS made_on`,
  `INSERT INTO coding_task BY NAME SELECT 'basilicata' AS programme, $code::UUID AS session, 'first' AS pass,
     'coder' AS coder, 'done' AS state, 1 AS revision`,
];
