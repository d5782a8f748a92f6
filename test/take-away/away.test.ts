import { describe, expect, it } from 'vitest';
import { exampleName } from '../../dashboard/lib/explore/example.ts';
import type { ExploredSurvey } from '../../dashboard/lib/explore/read.ts';
import type { Figures, Scene } from '../../dashboard/lib/explore/scene.ts';
import { frameOf } from '../../dashboard/lib/shell/frame.ts';
import { awayOf } from '../../dashboard/lib/take-away/away.ts';
import { resolution, type CitedFigure } from '../../dashboard/lib/take-away/resolution.ts';
import type { ProgrammeSummary, SurveyService, SurveySummary } from '../../survey/contract.ts';
import { both, choices, envelope, placeFigures, row, scene, skillFigures, type Cell } from '../chart/sample.ts';

const survey = {
  ...{ id: 'citizens', programme: 'basilicata', title: both('Cittadini'), wave: '2026', unit: 'person' },
  ...{ owner: both('Regione'), synthetic: false },
} as ExploredSurvey;
const path = '/explore/citizens';
const away = (view: Scene, chart: 'map' | 'heat' | 'ranking') =>
  awayOf(view, survey, chart, view.figures[chart], path, exampleName(view))!;

describe('what leads away from a figure', () => {
  it('is an address of the view itself, also on a page whose own links lead elsewhere', async () => {
    const plain = await scene('?skill=english&level=area', placeFigures({ PZ1: [0.3, 900] }));
    const article: Scene = { ...plain, at: (choice) => `${path}${plain.at(choice)}` };
    const { files, view, embed } = away(article, 'map');
    expect(files.map(({ href }) => href)).toEqual(
      ['csv', 'xlsx', 'arrow', 'json'].map((format) => `${path}/map.${format}?skill=english&level=area`),
    );
    expect(view).toBe(`${path}?skill=english&level=area#map`);
    expect(embed).toBe('/embed/explore/citizens/map?skill=english&level=area');
  });

  it('cites of a map the places that it shows, with who could answer and the page of the figure', async () => {
    const figures = {
      ...placeFigures({ PZ1: [0.3, 900], MT1: [0.34, 780], MT2: 'not_published' }),
      ranking: envelope([row({}, 'english', [0.3, 1200])]),
    };
    const { cited, chosen } = away(await scene('?level=area&area=077', figures), 'map');
    expect(cited?.rows.map(({ key }) => key)).toEqual(['MT1', 'MT2']);
    expect(cited).toMatchObject({ sample: 'open', page: '/figure/abcdefgh2345' });
    expect(chosen).toBe('MT1');
  });

  it('cites of steps who is at each of them, each with the figure of its own bar', async () => {
    const steps = choices(['1', 'Con aiuto', 'With help'], ['2', 'Da solo', 'Alone']);
    const names = { now: 'englishNow', wanted: 'englishWanted', both: null };
    const pairs = [{ skill: 'english', label: both('Inglese'), ...names, steps }];
    const shares = (figure: string, one: Cell, two: Cell) => {
      return { ...envelope([row({}, '1', one), row({}, '2', two)]), figure };
    };
    const figures: Figures = {
      'nowShares:english': shares('now-figure', [0.7, 800], [0.3, 800]),
      'wantedShares:english': shares('wanted-figure', 'not_published', [0.7, 780]),
    };
    const made = await scene('?skill=english', figures, 'it', { frame: { pairs } });
    const { cited, words } = awayOf(
      ...([made, survey, 'steps', figures['nowShares:english'], path] as const),
      () => '',
    )!;
    const of = (key: string) => cited?.rows.find((one) => one.key === key) ?? null;
    const [now, wanted] = [of('nowShares:english 2')!, of('wantedShares:english 2')!];
    const site = 'https://fabbisogni.example';
    expect(resolution(now, null, cited as CitedFigure, words, made.m, site)).toBe(
      'Secondo l’indagine «Cittadini» (risposte volontarie, ondata 2026, dati al 14 marzo 2026; base: Basilicata), fra chi ha risposto alla domanda, la quota di persone al livello «Da solo» (Inglese, oggi) è 30% (intervallo indicativo 27–33%, 800 persone); figura now-figure, https://fabbisogni.example/figure/now-figure.',
    );
    expect(resolution(now, wanted, cited as CitedFigure, words, made.m, site)).toMatch(
      /la prima quota è più bassa della seconda; figure now-figure e wanted-figure, /,
    );
    expect(resolution(of('wantedShares:english 1')!, null, cited as CitedFigure, words, made.m, site)).toBeNull();
  });

  it('opens the heat map on the skill of the view, by skill and group', async () => {
    const figures = skillFigures(
      { computer: [0.4, 900], english: [0.34, 900] },
      {
        computer: [
          [0.4, 90],
          [0.3, 90],
          [0.2, 90],
        ],
        english: ['not_published', [0.3, 90], [0.2, 90]],
      },
    );
    const { cited, chosen } = away(await scene('?skill=english', figures, 'en'), 'heat');
    expect(chosen).toMatch(/^english (women|over55)$/);
    const found = cited?.rows.find(({ key }) => key === 'english over55');
    expect(found?.within).toEqual({ skill: 'english', label: 'English', member: 'People of 55 and over' });
    expect(away(await scene('?skill=english&group=neet', figures), 'heat').chosen).toBe('english neet');
  });
});

describe('the way to the data from a page of a programme', () => {
  const of = (id: string, wave: string, state: SurveySummary['state'], responses = 0) =>
    ({ id, programme: 'basilicata', wave, state, responses }) as SurveySummary;
  const first = (surveys: readonly SurveySummary[]) => {
    const colours = { primary: '#0B5563', selection: '#C2502E' };
    const programme = {
      id: 'basilicata',
      title: both('B'),
      owner: both('R'),
      colours,
      surveys: surveys.map(({ id }) => id),
    };
    const service = {
      surveys: () => surveys,
      programmes: () => [programme as unknown as ProgrammeSummary],
    } as unknown as SurveyService;
    return (about: Parameters<typeof frameOf>[1]) => frameOf(service, about).firstSurvey;
  };

  it('leads to the wave that is open, else to the newest, else as the programme has them', () => {
    const [old, now, firms] = [of('c25', '2025', 'closed', 9000), of('c26', '2026', 'open'), of('f26', '2026', 'open')];
    expect(first([old, now, firms])({ programme: 'basilicata' })).toBe('c26');
    expect(first([old, { ...now, state: 'closed' }])({ programme: 'basilicata' })).toBe('c26');
    expect(first([firms, now])({ programme: 'basilicata' })).toBe('f26');
    expect(first([old, now])({ survey: 'c25' })).toBe('c25');
  });
});
