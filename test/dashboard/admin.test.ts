import { describe, expect, it } from 'vitest';
import { mattersOf, nextSize, type Released } from '../../dashboard/lib/admin/attention.ts';
import { fieldDays, lastDays } from '../../dashboard/lib/admin/days.ts';
import { dropOff, isHidden } from '../../dashboard/lib/admin/life.ts';
import { conditionsOf } from '../../dashboard/lib/instrument/conditions.ts';
import { rightWords } from '../../dashboard/lib/admin/rights.ts';
import { csvOf, orderOf, sorted, sortedBy, type Column } from '../../dashboard/lib/admin/table.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { formsFor } from '../../dashboard/lib/programme/forms.ts';

const survey = (more: Partial<Released>) =>
  ({
    ...{ id: 's', state: 'open', opensOn: '2026-01-01', closesOn: '2026-12-31', responses: 100, sizes: [60, 200] },
    snapshot: { takenOn: '2026-03-01', responses: 61 },
    ...more,
  }) as Released;
const kinds = (more: Partial<Released>, today = '2026-06-15') =>
  mattersOf([survey(more)], today).map((one) => one.kind);

describe('what needs attention', () => {
  it('is a survey that closes within two weeks, today included', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ closesOn: '2026-06-29' })).toEqual(['closing']);
    expect(kinds({ closesOn: '2026-06-30' })).toEqual([]);
    expect(mattersOf([survey({ closesOn: '2026-06-15' })], '2026-06-15')[0]?.n).toBe(0);
  });

  it('is an open survey with fewer answers than its first publication takes', () => {
    expect(kinds({ responses: 59, snapshot: null })).toEqual(['few']);
    expect(kinds({ responses: 59, snapshot: null, state: 'planned', opensOn: '2026-09-01' })).toEqual([]);
  });

  it('is a publication that is reached and not out, until it is', () => {
    expect(kinds({ responses: 200 })).toEqual(['due']);
    expect(kinds({ responses: 200, snapshot: { takenOn: '2026-06-15', responses: 200 } })).toEqual([]);
    expect(nextSize(survey({ snapshot: { takenOn: '2026-06-15', responses: 250 } }))).toBe(null);
  });

  it('is a survey that minors could answer, to who decides how and until that is done', () => {
    const minors = { from: 14, adultFrom: 16, route: 'excluded' } as const;
    const asking = survey({ minors, minorsDecidedOn: null });
    expect(mattersOf([asking], '2026-06-15', () => true).map(({ kind, n }) => [kind, n])).toEqual([['minors', 16]]);
    expect(mattersOf([asking], '2026-06-15')).toEqual([]);
    expect(mattersOf([{ ...asking, minorsDecidedOn: '2026-06-01' }], '2026-06-15', () => true)).toEqual([]);
    expect(mattersOf([{ ...asking, minors: null }], '2026-06-15', () => true)).toEqual([]);
  });

  it('is a survey that opens soon, after what presses more', () => {
    const planned = survey({ state: 'planned', opensOn: '2026-06-20', responses: 0, snapshot: null });
    const all = mattersOf([planned, survey({ closesOn: '2026-06-16' })], '2026-06-15');
    expect(all.map((one) => one.kind)).toEqual(['closing', 'opening']);
  });
});

describe('answers by day', () => {
  it('have a zero where none came, and end today', () => {
    const counts = [
      { day: '2026-02-27', n: 4 },
      { day: '2026-03-01', n: 2 },
    ];
    expect(lastDays(counts, '2026-03-01', 3)).toEqual([
      { day: '2026-02-27', n: 4 },
      { day: '2026-02-28', n: 0 },
      { day: '2026-03-01', n: 2 },
    ]);
  });

  it('reach back to the first day, within limits', () => {
    expect(fieldDays({ opensOn: '2026-06-14' }, '2026-06-15')).toBe(14);
    expect(fieldDays({ opensOn: '2026-05-01' }, '2026-06-15')).toBe(46);
    expect(fieldDays({ opensOn: '2020-01-01' }, '2026-06-15')).toBe(182);
  });
});

describe('a table of the administration', () => {
  interface Row {
    name: string;
    n: number;
  }
  const columns: Column<Row>[] = [
    { key: 'name', label: 'Name', value: (row) => row.name },
    { key: 'n', label: 'N', numeric: true, value: (row) => row.n },
  ];
  const rows = [
    { name: 'b', n: 10 },
    { name: 'è', n: 9 },
    { name: 'a', n: 9 },
  ];

  it('is sorted as the address says: numbers as numbers, words as the language does', () => {
    const by = (sort: string) =>
      sorted(rows, columns, orderOf(new URLSearchParams({ sort }), columns, 'name'), 'it').map(({ name }) => name);
    expect(by('')).toEqual(['a', 'b', 'è']);
    expect(by('-name')).toEqual(['è', 'b', 'a']);
    expect(by('n')).toEqual(['è', 'a', 'b']);
    expect(by('secret')).toEqual(['a', 'b', 'è']);
  });

  it('turns round at the second press and keeps the filter', () => {
    const search = new URLSearchParams('q=x&sort=n');
    expect(sortedBy(search, { key: 'n', down: false }, 'n')).toBe('?q=x&sort=-n');
    expect(sortedBy(search, { key: 'n', down: true }, 'n')).toBe('?q=x&sort=n');
  });

  it('gives a file in which nothing runs', () => {
    const risky = ['=1+1', 'a,b'].map((name, n) => ({ name, n }));
    const file = csvOf(risky, columns);
    expect(file).toBe(['Name,N', "'=1+1,0", '"a,b",1', ''].join('\r\n'));
  });
});

describe('a right in words', () => {
  const place = { value: 'province:077', level: 'province', name: { it: 'Matera', en: 'Matera' } } as const;
  const choices = [
    {
      ...{ programme: 'basilicata', title: { it: 'Basilicata', en: 'Basilicata' }, whole: true, places: [place] },
      organisations: [{ key: 'forma', name: 'Forma' }],
      free: { place: true, organisation: true },
    },
  ];

  it('names role, programme, territory and organisation, and says where there is no limit', async () => {
    const m = await loadMessages('it');
    const nothing = { role: 'analyst', programme: null, territory: null, organisation: null } as const;
    const words = (grant: object) => rightWords({ ...nothing, ...grant }, choices, m, 'it');
    expect(words({})).toBe('Analisi · ovunque');
    expect(words({ programme: 'basilicata', territory: 'province:077' })).toBe(
      'Analisi · Basilicata · provincia di Matera',
    );
    expect(words({ programme: 'basilicata', organisation: 'forma' })).toBe('Analisi · Basilicata · Forma');
    expect(words({ programme: 'gone', territory: 'region:99' })).toBe('Analisi · gone · region:99');
  });
});

describe('separate forms', () => {
  it('are offered to those they are meant for', () => {
    const title = { it: '', en: '' };
    const forms = (['madrina', 'self_employment'] as const).map((kind) => ({ kind, title }));
    expect(formsFor('firm', { forms }).map(({ kind }) => kind)).toEqual(['madrina']);
    expect(formsFor('person', { forms }).map(({ kind }) => kind)).toEqual(['self_employment']);
    expect(formsFor('organisation', { forms })).toEqual([]);
  });
});

describe('the life of a survey', () => {
  it('is hidden by a refusal alone: any other fault is told', () => {
    const fault = (status: number) => ({ status, code: 'x', title: '', detail: '' });
    expect([404, 403].map((status) => isHidden(fault(status)))).toEqual([true, true]);
    expect([0, 401, 429, 500, 503].some((status) => isHidden(fault(status)))).toBe(false);
    expect(isHidden(null)).toBe(false);
  });

  it('waits for conditions, each with what is in its way', () => {
    const obstacles = [
      { path: 'sheet.closesOn', code: 'closing_missing' },
      { path: 'sheet.release.sizes', code: 'programme' },
      { path: 'pages[0].title', code: 'string_missing' },
      { path: 'pages[0].elements[0].codebook', code: 'codebook_missing' },
    ];
    const unmet = conditionsOf(obstacles).filter((one) => one.obstacles.length > 0);
    expect(unmet.map(({ condition }) => condition)).toEqual(['dates', 'release', 'texts', 'codebook']);
    expect(conditionsOf([]).map(({ condition }) => condition)).not.toContain('other');
    const odd = { path: 'pages[0]', code: 'never_shown' };
    expect(conditionsOf([odd]).at(-1)).toEqual({ condition: 'other', obstacles: [odd] });
  });

  it('tells how many came as far as a page, of those who began', () => {
    const pages = [
      { page: 'a', reached: 8 },
      { page: 'b', reached: 6 },
      { page: 'sent', reached: 4 },
    ];
    expect(dropOff(pages).map(({ share, lost }) => [share, lost])).toEqual([
      [1, 0],
      [0.75, 2],
      [0.5, 2],
    ]);
    expect(dropOff([{ page: 'a', reached: 0 }])).toEqual([{ page: 'a', reached: 0, share: 0, lost: 0 }]);
  });
});
