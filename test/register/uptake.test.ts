import { describe, expect, it } from 'vitest';
import type { AttributionConsent, Imported, Uptake } from '../../survey/contract.ts';
import { asola, openStage, ostiglia, top, type Answer } from './stage.ts';

const stage = openStage();
const uptake = `${top}/uptake`;
const header = 'course,territory,month,enrolled,completed';
const codeOf = ({ json }: Answer<unknown>) => (json as { code: string }).code;

/** 500 rows: ten courses in fifty months, by place. */
const rows = (place = asola): string[] =>
  Array.from({ length: 500 }, (_, index) => {
    const month = `${2020 + Math.floor((index % 50) / 12)}-${String(((index % 50) % 12) + 1).padStart(2, '0')}`;
    return `course ${Math.floor(index / 50)},municipality:${place},${month},${20 + (index % 7)},${index % 7}`;
  });
const fileOf = (lines: readonly string[]) => `${header}\n${lines.join('\n')}\n`;

describe('uptake of platforms', () => {
  it('with two bad rows among 500 is refused whole, and says which', async () => {
    const office = await stage.member('planner');
    const lines = rows();
    lines[17] = `course x,municipality:077014,2026-03,10,2`;
    lines[311] = `course x,municipality:${asola},2026-13,10,12`;
    const refused = await office<{ errors: { path: string }[]; detail: string }>(
      'POST',
      `${uptake}?lang=en`,
      fileOf(lines),
    );
    expect([refused.status, codeOf(refused)]).toEqual([422, 'invalid_rows']);
    expect(refused.json.errors.map(({ path }) => path)).toEqual(['19.territory', '313.month', '313.completed']);
    expect(refused.json.detail).toContain('2');
    expect((await office<Uptake[]>('GET', uptake)).json).toEqual([]);
  });

  it('comes in whole, once a file; a later file corrects the same course, place and month', async () => {
    const office = await stage.member('planner');
    expect((await office<Imported>('POST', uptake, fileOf(rows()))).json).toEqual({ rows: 500, again: false });
    expect((await office<Imported>('POST', uptake, fileOf(rows()))).json).toEqual({ rows: 500, again: true });
    const corrected = `course 0,municipality:${asola},2020-01,99,9`;
    expect((await office<Imported>('POST', uptake, fileOf([corrected]))).json).toEqual({ rows: 1, again: false });
    const all = (await office<Uptake[]>('GET', uptake)).json;
    expect(all).toHaveLength(500);
    expect(all.find(({ course, month }) => course === 'course 0' && month === '2020-01')).toEqual({
      ...{ course: 'course 0', territory: `municipality:${asola}`, month: '2020-01', enrolled: 99, completed: 9 },
    });
    expect((await office('GET', `${uptake}?format=csv`)).text.split('\n')[0]).toBe(header);
  });

  it('twice the same row, another header, nothing, or no CSV is refused', async () => {
    const office = await stage.member('planner');
    const [one] = rows();
    expect(codeOf(await office('POST', uptake, fileOf([one!, one!])))).toBe('invalid_rows');
    expect(codeOf(await office('POST', uptake, 'a,b\n1,2\n'))).toBe('invalid_rows');
    expect(codeOf(await office('POST', uptake, `${header}\n`))).toBe('invalid_rows');
    expect((await office('POST', uptake, { rows: [] })).status).toBe(415);
    expect((await office('POST', uptake, 'x'.repeat(3 * 1024 * 1024))).status).toBe(413);
  });

  it('is the office’s own, within its territory', async () => {
    const near = await stage.member('planner', { territory: 'area:MN2' });
    expect((await near<Uptake[]>('GET', uptake)).json).toHaveLength(500);
    const far = await stage.member('planner', { territory: 'area:MN4' });
    expect((await far<Uptake[]>('GET', uptake)).json).toEqual([]);
    expect((await near('POST', uptake, fileOf(rows(ostiglia)))).status).toBe(404);
    for (const role of ['partner', 'analyst', 'moderator'] as const)
      expect((await (await stage.member(role))('GET', uptake)).status).toBe(404);
    const other = await stage.member('planner', { programme: '40ready' });
    expect([(await other('GET', uptake)).status, (await other('POST', uptake, fileOf(rows()))).status]).toEqual([
      404, 404,
    ]);
    expect((await stage.nobody('GET', uptake)).status).toBe(401);
  });
});

describe('a signed consent to figures with a name', () => {
  const attributions = '/api/register/40ready/attributions';
  const sheet = {
    survey: '40ready-readiness-2026',
    organisation: 'its_eat',
    signedOn: '2026-06-01',
    document: 'Prot. 12',
  };

  it('is recorded with its sheet, and counts while it stands', async () => {
    const officer = await stage.member('privacy_officer', { programme: '40ready' });
    const { register } = stage.server().application;
    expect(await register.named(sheet.survey)).toEqual([]);
    const signed = await officer<AttributionConsent>('POST', attributions, sheet);
    expect(signed.json).toMatchObject({ ...sheet, recordedOn: '2026-06-15', withdrawnOn: null });
    expect(await register.named(sheet.survey)).toEqual(['its_eat']);
    const query = `?survey=${sheet.survey}&organisation=its_eat`;
    expect((await officer<AttributionConsent>('DELETE', attributions + query)).json.withdrawnOn).toBe('2026-06-15');
    expect(await register.named(sheet.survey)).toEqual([]);
    expect((await officer<AttributionConsent[]>('GET', attributions)).json).toHaveLength(1);
  });

  it('is possible only where the survey names organisations, for an organisation that is there', async () => {
    const officer = await stage.member('administrator', { programme: '40ready' });
    for (const wrong of [{ survey: '40ready-lab-demand-2026' }, { organisation: 'nobody' }])
      expect(codeOf(await officer('POST', attributions, { ...sheet, ...wrong }))).toBe('unknown_reference');
    expect((await officer('POST', attributions, { ...sheet, signedOn: '2026-06-16' })).status).toBe(400);
  });

  it('is for the privacy officer and the administrator of that programme', async () => {
    for (const who of [await stage.member('planner', { programme: '40ready' }), await stage.member('privacy_officer')])
      expect((await who('POST', attributions, sheet)).status).toBe(404);
    expect((await stage.nobody('GET', attributions)).status).toBe(401);
  });
});
