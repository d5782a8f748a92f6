import { beforeAll, describe, expect, it } from 'vitest';
import { rights, type Action } from '../../access.ts';
import { routes } from '../../access-routes.ts';
import { answers } from './answers.ts';
import { cells, everyCell, roles, scopes, type RoleName, type ScopeName } from './forbidden.ts';
import { probes, scopeOf } from './probe.ts';
import { answered } from './probe-exact.ts';
import { openStaff, type Client } from './staff.ts';

const staff = openStaff({ CHROMIUM_PATH: '/no/browser' }, { withPages: true });
const clients = new Map<string, Client>();
const clientOf = (role: RoleName, scope: ScopeName) => clients.get(`${role} ${scope}`)!;

beforeAll(async () => {
  await answers(staff, answered);
  for (const role of roles)
    for (const scope of scopes) clients.set(`${role} ${scope}`, await staff.member({ role, ...scopeOf[scope] }));
});

describe.each(Object.keys(cells))('%s', (call) => {
  it.each(everyCell.filter((cell) => cell.call === call && cell.refused))(
    'is refused to: $role, $scope',
    async ({ role, scope }) => {
      expect(await probes[call]!.ask(clientOf(role, scope), staff)).toBe(false);
    },
  );

  it.each(everyCell.filter((cell) => cell.call === call && !cell.refused))(
    'is done for: $role, $scope',
    async ({ role, scope }) => {
      expect(await probes[call]!.ask(clientOf(role, scope), staff)).toBe(true);
    },
  );

  it('is refused to nobody in particular', async () => {
    expect(await probes[call]!.ask(staff.nobody(), staff)).toBe(false);
  });
});

describe('the list of what is forbidden', () => {
  it('has a probe for every line, and a line for every probe', () => {
    expect(Object.keys(probes).sort()).toEqual(Object.keys(cells).sort());
  });

  it('has six signs a role', () => {
    for (const line of Object.values(cells))
      for (const signs of Object.values(line)) expect(signs).toMatch(/^[+-]{6}$/);
  });

  it('has a line for every action of the staff that has a route', () => {
    const used = new Set<Action>(['figures.exact', ...Object.values(routes.api), ...Object.values(routes.pages)]);
    const ofRoles = [...used].filter((action) => typeof rights[action].who !== 'string');
    const probed = new Set(Object.values(probes).map(({ action }) => action));
    expect(ofRoles.filter((action) => !probed.has(action))).toEqual([]);
  });
});
