import { describe, expect, it } from 'vitest';
import { grantsOf } from '../../access/oidc-grant.ts';

const [programme, territory, organisation] = ['mantova', 'province:020', 'api-mantova'];
const nowhere = { programme: null, territory: null, organisation: null };

describe('a role as the sign-in service writes it', () => {
  it.each([
    ['analyst', { role: 'analyst', ...nowhere }],
    ['partner@mantova', { role: 'partner', ...nowhere, programme }],
    ['partner@mantova/province:020', { role: 'partner', ...nowhere, programme, territory }],
    ['partner@mantova/province:020/api-mantova', { role: 'partner', programme, territory, organisation }],
    ['partner@mantova//api-mantova', { role: 'partner', ...nowhere, programme, organisation }],
  ])('%s', (value, grant) => expect(grantsOf([value])).toEqual([grant]));

  it.each([
    ...[
      '',
      'king',
      'Analyst',
      'analyst ',
      'analyst@',
      'analyst@/province:020',
      'analyst@mantova/'.concat('x'.repeat(90)),
    ],
    ...['analyst@mantova/020', 'analyst@mantova/province:020/a/b', `analyst@${'x'.repeat(61)}`, 'analyst@a@b/planet:1'],
  ])('is none where it cannot be read, and never a wider one: «%s»', (value) => expect(grantsOf([value])).toEqual([]));

  it('stands among others that are not ours, once', () => {
    expect(grantsOf(['offline_access', 'planner', 'planner', 'uma'])).toEqual([{ role: 'planner', ...nowhere }]);
  });
});
