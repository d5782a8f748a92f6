import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Role } from '../../access.ts';
import type { StaffMember } from '../../access/contract.ts';
import type { Member } from '../../survey/contract.ts';
import { codeIn, everywhere, openStaff, type Client } from './staff.ts';

const staff = openStaff({}, { withPages: true });
const members = '/api/register/small/members';
const survey = 'small-firms';
const inSmall = (role: Role, organisation: string | null = null): Grant => ({
  ...{ role, ...everywhere, programme: 'small', organisation },
});
const states = { lyceum: 'invited', academy: 'answered', mill: 'answered', forge: 'invited' } as const;

const [one, two] = [
  {
    key: 'association',
    own: ['association', 'lyceum', 'mill'],
    names: /Associazione prima/,
    others: /Scuola di Policoro|Lega seconda|Fucina sola|academy|league|forge/,
  },
  {
    key: 'league',
    own: ['academy', 'league', 'mill'],
    names: /Lega seconda/,
    others: /Liceo di Matera|Associazione prima|Fucina sola|lyceum|forge/,
  },
];

beforeAll(async () => {
  const office = await staff.member(inSmall('planner'));
  const entries = Object.entries(states).map(([organisation, state]) => ({ organisation, survey, state }));
  const told = await office.call('PUT', members, { entries });
  if (told.status !== 200) throw new Error(await told.text());
});

describe.each([one, two])('the partner of one of two associations: $key', ({ key, own, names, others }) => {
  let partner: Client;
  beforeAll(async () => void (partner = await staff.member(inSmall('partner', key))));

  it('sees itself and its own members, with what the office told of them', async () => {
    const seen = (await (await partner.call('GET', members)).json()) as Member[];
    expect(seen.map(({ organisation }) => organisation).toSorted()).toEqual(own);
    expect(seen.find(({ organisation }) => organisation === 'mill')).toMatchObject({ state: 'answered', survey });
  });

  it.each([
    ['the export', `${members}?format=csv`],
    ['the page', '/register/small?part=members'],
    ['the page in English', '/en/register/small?part=members'],
    ['the data of the page', '/register/small/__data.json?part=members'],
    ['a link to another part', '/register/small?part=interests'],
    ['a link to the ideas', '/api/register/small/ideas'],
  ])('sees nobody else’s by %s', async (_, path) => {
    const response = await partner.call('GET', path, undefined, {
      accept: path.includes('/api/') ? '*/*' : 'text/html',
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).not.toMatch(others);
    if (path.includes('members')) expect(text).toMatch(names);
  });

  it('tells nothing of its members, and opens neither the uptake nor the forms', async () => {
    const entries = [{ organisation: 'mill', survey, state: 'invited' }];
    expect((await partner.call('PUT', members, { entries })).status).toBe(404);
    for (const path of ['uptake', 'interests', 'firms', 'attributions'])
      expect([path, (await partner.call('GET', `/api/register/small/${path}`)).status]).toEqual([path, 404]);
  });
});

describe('whoever administers for an association', () => {
  it('gives rights about it and its members, and about nobody else', async () => {
    const actor = await staff.member(inSmall('administrator', 'association'));
    const give = async (organisation: string | null) => {
      const grants = [inSmall('partner', organisation)];
      const body = { email: `${organisation}@example.org`, name: 'Bo', grants };
      return (await actor.call('POST', '/api/admin/people', body)).status;
    };
    const given = { association: 201, lyceum: 201, mill: 201, academy: 404, league: 404, forge: 404, nobody: 404 };
    for (const [organisation, status] of Object.entries(given))
      expect([organisation, await give(organisation)]).toEqual([organisation, status]);
    expect(await give(null)).toBe(404);
    const seen = (await (await actor.call('GET', '/api/admin/people')).json()) as StaffMember[];
    const bodies = seen.flatMap(({ grants }) => grants.map(({ organisation }) => organisation));
    expect([...new Set(bodies)].toSorted()).toEqual(['association', 'lyceum', 'mill']);
  });

  it('cannot take away what another association gave', async () => {
    const actor = await staff.member(inSmall('administrator', 'association'));
    const other = await staff.member(inSmall('partner', 'academy'));
    const all = await staff.member(inSmall('administrator'));
    const listed = (await (await all.call('GET', '/api/admin/people')).json()) as StaffMember[];
    const { id, revision } = listed.find(({ email }) => email === other.email)!;
    expect((await actor.call('DELETE', `/api/admin/people/${id}`)).status).toBe(404);
    expect(await codeIn(await actor.call('PUT', `/api/admin/people/${id}`, { revision, grants: [] }))).toEqual([
      404,
      'not_found',
    ]);
    expect((await other.call('GET', members)).status).toBe(200);
  });
});
