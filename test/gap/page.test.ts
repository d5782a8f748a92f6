/** What the page of the gap says and draws, from rows of every state. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../access.ts';
import { takeUps } from '../../analytics/contract.ts';
import { isBelow } from '../../analytics/gap/covered.ts';
import { barsDrawing, barsTable, barsText, drawnGaps, skillGaps } from '../../dashboard/lib/gap/bars.ts';
import {
  drawnCells,
  flagsOf,
  groupGaps,
  groupsDrawing,
  heatDrawing,
  heatTable,
  heatText,
} from '../../dashboard/lib/gap/heat.ts';
import { mapDrawing, mapTable, mapText, placeGaps } from '../../dashboard/lib/gap/map.ts';
import { mayPlanIn } from '../../dashboard/lib/gap/may-plan.ts';
import { gapOrigin } from '../../dashboard/lib/gap/origin.ts';
import { planAddress } from '../../dashboard/lib/gap/plan.ts';
import { stepsOf, ways } from '../../dashboard/lib/gap/steps.ts';
import { changeGap, parseGap, takeUps as presets, writeGap } from '../../dashboard/lib/gap/view.ts';
import { asFile, drawn, palette, provinces } from '../chart/sample.ts';
import { example, gapRow, hiddenRow, sampleScene, takeUp } from './sample.ts';

const looks = [
  ['wide', 960, 'light', 'it'],
  ['narrow-dark-english', 328, 'dark', 'en'],
] as const;

describe('the arithmetic of a bar', () => {
  it('is the table of the method, line by line', async () => {
    const steps = stepsOf(example(), takeUp)!;
    const digits = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10 || 0);
    const told = steps.map(({ name, parts, all }) => [name, ...ways.map((way) => digits(parts[way])), digits(all)]);
    expect(told).toEqual([
      ['wanted', 18, 6, 13, 3, 40],
      ['needed', 7.2, 2.4, 5.2, 1.2, 16],
      ['blended', null, null, -2, null, -2],
      ['classroom', -6, null, 0, null, -6],
      ['left', 1.2, 2.4, 3.2, 1.2, 8],
      ['online', null, -2.4, -1.6, null, -4],
      ['without', 1.2, 0, 1.6, 1.2, 4],
    ]);
    const method = (await readFile('docs/method.md', 'utf8')).replace(/[ *]+/g, ' ');
    for (const [name, ...numbers] of told.filter(([one]) => ['needed', 'without'].includes(String(one)))) {
      const written = numbers.map((value, at) => (name === 'needed' || at === 4 ? Number(value).toFixed(1) : value));
      expect(method).toContain(written.join(' | '));
    }
  });

  it('is none where the demand is not told', () => {
    expect(stepsOf(hiddenRow('english', 'not_published'), takeUp)).toBeNull();
  });
});

describe('the covered part', () => {
  const none = { inPerson: 0, blended: 0, online: 0 };
  const all = gapRow('english', { inPerson: 200, online: 0, either: 0, neither: 0 }, { ...none, inPerson: 60 }, 900);

  it('has a range as wide as few people make it', () => {
    const { estimate, low, high } = example().covered!;
    expect([estimate, low, high].map((share) => share!.toFixed(2))).toEqual(['0.75', '0.58', '0.93']);
    expect(gapRow('english', { inPerson: 0, online: 0, either: 0, neither: 0 }, none, 90).covered).toBeNull();
  });

  it('of five people without a seat is not surely below everybody, that of fifty is', () => {
    const of = (people: number) =>
      gapRow('english', { inPerson: 0, online: 0, either: 0, neither: people }, none, 300).covered;
    expect(all.covered!.estimate).toBeCloseTo(0.75, 10);
    expect(
      isBelow(
        gapRow('english', { inPerson: 2, online: 0, either: 0, neither: 3 }, { ...none, inPerson: 1 }, 300).covered,
        all.covered,
      ),
    ).toBe(false);
    expect(isBelow(of(50), all.covered)).toBe(true);
    expect(isBelow(null, all.covered)).toBe(false);
  });
});

describe('the bars', () => {
  it.each(looks)(
    '%s: right who is left, left spare seats; hidden, zero and not asked look different',
    async (name, width, theme, language) => {
      const scene = await sampleScene('skill=english', language);
      const chart = drawn(barsDrawing(scene, drawnGaps(skillGaps(scene)))(width, palette(theme)));
      await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`../chart/snapshot/gap-${name}.svg`);
      expect(chart.querySelectorAll('[role=option]').length).toBe(4);
    },
  );

  it('are titled only by what the ranges tell apart', async () => {
    const scene = await sampleScene();
    const skills = skillGaps(scene);
    expect(skills.map(({ key }) => key)).toEqual(['english', 'computer', 'tourists', 'writing']);
    expect(barsText(scene, skills).title).toBe(
      'Tra le 3 competenze pubblicate, la competenza in cui mancano più posti è «Inglese»',
    );
    const rows = [
      gapRow(
        'english',
        { inPerson: 100, online: 0, either: 0, neither: 0 },
        { inPerson: 0, blended: 0, online: 0 },
        2_400,
      ),
      gapRow(
        'computer',
        { inPerson: 90, online: 0, either: 0, neither: 0 },
        { inPerson: 0, blended: 0, online: 0 },
        2_400,
      ),
    ];
    const { told } = scene;
    const unsure = { ...scene, told: { ...told, bars: { ...told.bars, gap: { ...told.bars.gap, rows } } } };
    expect(barsText(unsure, skillGaps(unsure)).title).toBe(
      'Per quali competenze mancano posti? Gli intervalli non dicono quale viene prima',
    );
  });

  it('have a table that tells seats where the demand is hidden, and never a zero in its place', async () => {
    const scene = await sampleScene();
    const { rows } = barsTable(scene, skillGaps(scene));
    expect(rows.find(({ key }) => key === 'writing')!.cells).toEqual([
      ...['Scrivere chiaro', '–', '–', '12', 'riservato', '–', '–', '–', '–'],
    ]);
    expect(rows.find(({ key }) => key === 'tourists')!.cells.slice(1, 5)).toEqual(['0', '0', '20', '0']);
  });
});

describe('the map', () => {
  it('has symbols as large as who is left, and the part that is not covered as colour', async () => {
    const scene = await sampleScene('skill=english&area=077');
    const places = placeGaps(scene);
    const chart = drawn(mapDrawing(scene, places, provinces)(640, palette('light')));
    await expect(asFile(chart, palette('light'))).toMatchFileSnapshot('../chart/snapshot/gap-map.svg');
    expect(mapTable(scene, places).rows.map(({ cells }) => cells.at(-2))).toEqual(['90%', '46%']);
    expect(mapText(scene, places).title).toBe('«Inglese»: dove restano senza posto?');
    expect(mapText(scene, places).summary).toContain('12 posti sono in un luogo che questo livello non ha.');
  });
});

describe('groups', () => {
  it.each(looks)(
    '%s: the covered part of each, and a dash where nobody asks for a place',
    async (name, width, theme, language) => {
      const scene = await sampleScene('skill=english', language);
      const cells = drawnCells(groupGaps(scene, ['english', 'computer']), 'english');
      const draw = name === 'wide' ? heatDrawing(scene, cells) : groupsDrawing(scene, cells);
      const chart = drawn(draw(width, palette(theme)));
      await expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`../chart/snapshot/gap-heat-${name}.svg`);
    },
  );

  it('served below their share are named in words, with everybody beside', async () => {
    const scene = await sampleScene();
    const cells = groupGaps(scene, ['english', 'computer']);
    expect(flagsOf(scene, cells, scene.told.everybody)).toEqual([
      {
        ...{ group: 'targetGroup:women', label: 'Donne che non lavorano e non cercano lavoro' },
        items: [{ skill: 'english', words: '«Inglese» coperto 11%, tutti 39% (32 senza posto)' }],
      },
    ]);
    expect(heatText(scene, cells).title).toContain('meno coperto degli altri il gruppo');
    const told = heatTable(scene, cells).rows.map(({ cells: [, group, , , , , , share] }) => [group, share]);
    expect(told.slice(0, 3).map(([, share]) => share)).toEqual(['11%', 'nessuno chiede un posto', 'riservato']);
  });
});

describe('the way to a plan', () => {
  it('takes along what is chosen; of groups only those that plans know', async () => {
    const address = async (view: string) => planAddress(await sampleScene(view));
    expect(await address('skill=english&area=077&group=targetGroup:women')).toBe(
      '/plans/basilicata?survey=citizens&skill=english&area=077&group=women&takeUp=40',
    );
    expect(await address('skill=english&from=2027-01-01')).toBe(
      '/plans/basilicata?survey=citizens&skill=english&takeUp=40&from=2027-01-01',
    );
  });

  it('is offered to those alone who may plan there', () => {
    const grant = { role: 'planner', programme: 'basilicata', territory: 'province:077', organisation: null } as const;
    const of = (...grants: Person['grants'][number][]): Person => ({ id: 'a', email: '', name: '', grants });
    expect(mayPlanIn(null, 'basilicata')).toBe(false);
    expect(mayPlanIn(of(), 'basilicata')).toBe(false);
    expect(mayPlanIn(of(grant), 'basilicata')).toBe(true);
    expect(mayPlanIn(of(grant), 'moral')).toBe(false);
    expect(mayPlanIn(of({ ...grant, role: 'moderator' }), 'basilicata')).toBe(false);
  });
});

describe('the view', () => {
  it('is the address, and names what it does not know', async () => {
    const { told } = await sampleScene();
    const offer = { survey: 'citizens', frame: told.frame, dimensions: told.dimensions };
    const { view, unknown } = parseGap(
      new URLSearchParams('skill=magic&group=targetGroup:women&area=077&takeUp=0'),
      offer,
    );
    expect(writeGap(view)).toBe('?survey=citizens&group=targetGroup%3Awomen&area=077&level=province&takeUp=20');
    expect(unknown.map(({ key }) => key)).toEqual(['skill', 'takeUp']);
    expect(writeGap(changeGap(view, { survey: 'students' }))).toBe('?survey=students&takeUp=20');
    expect(presets).toEqual(takeUps);
  });

  it('gives each chart the file of its own question, on the day it was asked', async () => {
    const scene = await sampleScene();
    const { away, figure } = gapOrigin(scene, 'bars', scene.told.bars);
    expect(figure).toBe('f-all');
    expect(away!.files[0]!.href).toBe(
      '/api/programmes/basilicata/supply-gap?survey=citizens&takeUp=40&from=2026-06-15&format=csv',
    );
  });
});
