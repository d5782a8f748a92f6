import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExternalFigure, ExternalFile, SeriesOutcome } from '../../survey/contract.ts';
import { openApplication } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { run } from '../cli/command.ts';
import { openStage, type Answer } from '../register/stage.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';

const stage = openStage();
const [open, staff] = ['/api/programmes/mantova/series', '/api/admin/programmes/mantova/series'];
const header = 'source,vintage,territory,label,skill,value,unit,note,licence';
const line = (more: Partial<Record<'territory' | 'label' | 'skill' | 'value' | 'licence', string>> = {}) => {
  const one = {
    territory: 'province:020',
    label: 'Saldatori',
    skill: 'welding',
    value: '120',
    licence: 'CC BY 4.0',
    ...more,
  };
  return `Fonte di prova,2026,${one.territory},${one.label},${one.skill},${one.value},assunzioni previste,,${one.licence}`;
};
const file = (...lines: string[]) => `${header}\n${lines.join('\n')}\n`;
const good = file(
  line(),
  line({ label: 'Robotica', skill: 'robotics', value: '12.5' }),
  line({ label: 'Altro', skill: '' }),
);
const codeOf = ({ json }: Answer<unknown>) => (json as { code: string }).code;

describe('figures of another source', () => {
  it('are only checked in a dry run, then come in whole, once a file, and go as a file', async () => {
    const planner = await stage.member('planner');
    const dry = await planner<SeriesOutcome>('POST', `${staff}?dry=1&name=prova.csv`, good);
    expect(dry.json).toMatchObject({
      rows: 3,
      mapped: 2,
      sources: ['Fonte di prova, 2026'],
      stored: false,
      again: false,
    });
    expect((await stage.nobody<ExternalFigure[]>('GET', open)).json).toEqual([]);

    expect((await planner<SeriesOutcome>('POST', `${staff}?name=prova.csv`, good)).json).toMatchObject({
      stored: true,
    });
    expect((await planner<SeriesOutcome>('POST', staff, good)).json).toMatchObject({ stored: false, again: true });
    const figures = (await stage.nobody<ExternalFigure[]>('GET', open)).json;
    expect(figures).toHaveLength(3);
    expect(figures.find(({ skill }) => skill === 'robotics')).toEqual({
      ...{ source: 'Fonte di prova', vintage: '2026', territory: 'province:020', label: 'Robotica', skill: 'robotics' },
      ...{ value: 12.5, unit: 'assunzioni previste', note: '', licence: 'CC BY 4.0' },
      place: { it: 'Mantova', en: 'Mantova' },
    });
    const csv = (await stage.nobody('GET', `${open}?format=csv`)).text;
    expect(csv.split('\n')[0]).toBe(header);
    expect((await planner<SeriesOutcome>('POST', `${staff}?dry=1`, csv)).json.rows).toBe(3);

    const [stored] = (await planner<ExternalFile[]>('GET', staff)).json;
    expect(stored).toMatchObject({ name: 'prova.csv', lines: 3, mapped: 2, importedOn: '2026-06-15' });
    expect((await planner('DELETE', `${staff}/${stored!.hash}`)).status).toBe(204);
    expect((await planner('DELETE', `${staff}/${stored!.hash}`)).status).toBe(404);
    expect((await stage.nobody<ExternalFigure[]>('GET', open)).json).toEqual([]);
    const acts = await stage
      .server()
      .application.database.rows("SELECT action FROM audit WHERE action LIKE 'series.%'");
    expect(acts.map(({ action }) => action).toSorted()).toEqual(['series.import', 'series.undo']);
  });

  it('with faults are refused whole; each is told by its row and column, in the reader’s language', async () => {
    const planner = await stage.member('planner');
    const bad = file(
      line(),
      line({ territory: 'province:077', value: 'molti' }),
      line({ skill: 'nothing', licence: '' }),
      line(),
      line({ label: 'x'.repeat(201) }),
    );
    const refused = await planner<{ errors: { path: string; message: string }[] }>('POST', `${staff}?lang=en`, bad);
    expect([refused.status, codeOf(refused)]).toEqual([422, 'invalid_rows']);
    expect(refused.json.errors.map(({ path }) => path)).toEqual([
      ...['3.territory', '3.value', '4.licence', '4.skill', '5.row', '6.label'],
    ]);
    expect(refused.json.errors[4]!.message).toContain('Row 2');
    expect((await stage.nobody<ExternalFigure[]>('GET', open)).json).toEqual([]);
  });

  it('may be parted by semicolons with decimal commas, as programs set to Italian save them', async () => {
    const planner = await stage.member('planner');
    const italian = `${header.replaceAll(',', ';')}\nFonte;2026;area:M1;Saldatori;welding;12,5;annunci;;CC0\n`;
    const areas = await stage
      .server()
      .application.database.rows<{ code: string }>(
        "SELECT code FROM territory WHERE level = 'area' AND programme = 'mantova' ORDER BY code LIMIT 1",
      );
    const text = italian.replace('area:M1', `area:${areas[0]!.code}`);
    expect((await planner<SeriesOutcome>('POST', `${staff}?dry=1`, text)).json).toMatchObject({ rows: 1, mapped: 1 });
  });

  it('are brought in by those who run the whole programme', async () => {
    expect((await stage.nobody('POST', staff, good)).status).toBe(401);
    for (const who of [await stage.member('analyst'), await stage.member('planner', { territory: 'area:MN2' })])
      expect((await who('POST', staff, good)).status).toBe(404);
    const planner = await stage.member('planner');
    expect(codeOf(await planner('POST', `${staff}?more=1`, good))).toBe('unknown_parameter');
    expect((await planner('POST', staff, { rows: [] })).status).toBe(415);
  });
});

describe('import series', () => {
  it('checks or stores a file from the command line, and says what is wrong with which row', async () => {
    const [dataDir, folder] = [await mkdtemp(join(tmpdir(), 'fabbisogni-')), await writeProgramme(smallProgramme())];
    try {
      const config = readConfig({ DATA_DIR: dataDir, DEMO: '0' });
      const application = await openApplication(config, { log: createLog('silent') });
      await application.loadProgramme(folder);
      await application.close();
      const [right, wrong] = [join(folder, 'right.csv'), join(folder, 'wrong.csv')];
      const small = { territory: 'province:077', skill: 'english' };
      await writeFile(right, file(line(small), line({ ...small, skill: '' })));
      await writeFile(wrong, file(line({ ...small, value: 'x' })));
      const words = (path: string, ...more: string[]) => ['import', 'series', path, '--programme', 'small', ...more];
      const dry = await run(dataDir, words(right, '--dry-run'));
      expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('nothing was stored')]);
      const refused = await run(dataDir, words(wrong));
      expect([refused.code === 0, refused.err]).toEqual([false, expect.stringContaining('2.value')]);
      const stored = await run(dataDir, words(right));
      expect(stored.out).toContain('2 rows, 1 of them with a skill of the programme');
      expect(stored.out).toContain('stored: small');
    } finally {
      for (const one of [dataDir, dirname(folder)]) await rm(one, { recursive: true, force: true });
    }
  });
});
