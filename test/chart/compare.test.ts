import { describe, expect, it } from 'vitest';
import type { ComparedSide, Comparison, Judgement, PairComparison, VoiceComparison } from '../../analytics/contract.ts';
import type { CompareOptions, ComparedSurvey } from '../../dashboard/lib/compare/options.ts';
import { pairDrawing, pairLines, pairTable, pairText, reasonsTold } from '../../dashboard/lib/compare/pair.ts';
import { compareOrigin } from '../../dashboard/lib/compare/origin.ts';
import { citedComparison } from '../../dashboard/lib/compare/cite.ts';
import { toldSentence } from '../../dashboard/lib/take-away/resolution.ts';
import { parseCompare, writeCompare } from '../../dashboard/lib/compare/view.ts';
import { voiceLines, voicesDrawing, voicesTable, voicesText } from '../../dashboard/lib/compare/voices.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import type { Language } from '../../survey/contract.ts';
import { asFile, drawn, palette, skills, territories } from './sample.ts';
import { compared as figure, hidden } from '../support/compared.ts';

const both = (it: string, en = it) => ({ it, en });
const survey = (id: string, it: string, en: string, unit: ComparedSurvey['unit'] = 'person'): ComparedSurvey => ({
  ...{ id, title: both(it, en), wave: '2026', unit, synthetic: false, skills, waves: [id], territories },
  dimensions: [
    {
      name: 'sex',
      named: false,
      label: both('Sesso', 'Sex'),
      choices: [
        { code: 'f', label: both('Donne', 'Women') },
        { code: 'm', label: both('Uomini', 'Men') },
      ],
    },
  ],
});
const options: CompareOptions = {
  ...{ programme: 'basilicata', kinds: ['voices', 'territories', 'groups'], home: '17' },
  surveys: [
    survey('citizens', 'Cittadini', 'Citizens'),
    survey('firms', 'Imprese', 'Firms', 'firm'),
    survey('schools', 'Scuole', 'Schools', 'organisation'),
  ],
  voices: ['citizens', 'firms', 'schools'],
};
const side = (code: string, of = 'citizens', n = 400): ComparedSide => ({
  ...{
    code,
    survey: of,
    wave: '2026',
    unit: of === 'firms' ? 'firm' : of === 'schools' ? 'organisation' : 'person',
    n,
    k: 5,
  },
  ...{ sampleType: 'probability', interval: 'confidence', weights: 'none', figure: `figure-of-${code}` },
  snapshot: { id: 's1', takenOn: '2026-03-14', responses: 6000 },
});
const nothing = { difference: null, se: null, ciLow: null, ciHigh: null, p: null, pAdjusted: null, ranges: null };
const judged = (verdict: Judgement['verdict'], ciLow: number, ciHigh: number): Judgement => ({
  ...{
    verdict,
    reasons: [],
    difference: (ciLow + ciHigh) / 2,
    se: 0.03,
    ciLow,
    ciHigh,
    p: 0.01,
    pAdjusted: 0.02,
    ranges: null,
  },
});

const pair: PairComparison = {
  ...{
    kind: 'territories',
    programme: 'basilicata',
    sides: [side('076'), side('077')],
    compared: 2,
    rate: 0.05,
    modeKnown: false,
  },
  rows: [
    { skill: 'english', a: figure(120), b: figure(170), judgement: judged('lower', -0.19, -0.06) },
    { skill: 'computer', a: figure(90), b: figure(88), judgement: judged('alike', -0.05, 0.06) },
    {
      skill: 'tourists',
      a: figure(40),
      b: figure(80),
      judgement: { ...nothing, verdict: 'withheld', reasons: ['volunteers'], ranges: 'apart' },
    },
    {
      skill: 'writing',
      a: figure(12),
      b: hidden,
      judgement: { ...nothing, verdict: 'withheld', reasons: ['not_published'] },
    },
  ],
};
const place = (at: number, from: number, to: number, y: number) => ({ figure: figure(y), place: at, from, to });
const nowhere = { figure: hidden, place: null, from: null, to: null };
const voices: VoiceComparison = {
  ...{
    kind: 'voices',
    programme: 'basilicata',
    sides: [side('citizens'), side('firms', 'firms', 373), side('schools', 'schools', 21)],
  },
  rows: [
    {
      skill: 'tourists',
      places: [place(1, 1, 1, 200), place(4, 3, 4, 10), place(2, 1, 3, 80)],
      disagreement: 2,
      between: ['citizens', 'firms'],
    },
    {
      skill: 'english',
      places: [place(2, 2, 3, 120), place(1, 1, 2, 150), place(1, 1, 3, 90)],
      disagreement: 0,
      between: null,
    },
    { skill: 'writing', places: [place(4, 4, 4, 20), nowhere, nowhere], disagreement: null, between: null },
  ],
};

async function sceneOf<T extends Comparison>(comparison: T, language: Language = 'it') {
  const m = await loadMessages(language);
  const { view } = parseCompare(new URLSearchParams(`kind=${comparison.kind}&a=076&b=077`), options);
  return { options, view, comparison, language, m };
}
const href = (skill: string) => `/skill/${skill}`;
const snapshot = (name: string, theme: 'light' | 'dark', draw: ReturnType<typeof pairDrawing>, width: number) => {
  const chart = drawn(draw(width, palette(theme)));
  return { chart, kept: expect(asFile(chart, palette(theme))).toMatchFileSnapshot(`snapshot/${name}.svg`) };
};

describe('two sides on one scale', () => {
  it('have between them what differs, what does not, and why there is nothing to say', async () => {
    const scene = await sceneOf(pair);
    const lines = pairLines(scene);
    const { chart, kept } = snapshot('compare-pair', 'light', pairDrawing(scene, lines), 960);
    await kept;
    expect(lines.map(({ middle }) => middle)).toEqual([
      ...['13 punti in più (6–19) →', 'non si distinguono', 'intervalli separati →', 'dato riservato'],
    ]);
    expect(chart.querySelector('[data-key="english"]')?.getAttribute('aria-label')).toBe(
      'Inglese: provincia di Potenza 30% (26–35%) su 400 persone; provincia di Matera 43% (38–47%) su 400 persone. provincia di Matera ha 13 punti in più di provincia di Potenza (tra 6 e 19)',
    );
    expect(pairText(scene, lines).title).toBe(
      '2 competenze su 4 sono diverse tra provincia di Potenza e provincia di Matera',
    );
    expect(pairText(scene, lines).summary).toContain('2 confronti insieme');
    expect(pairTable(scene, lines, href).rows[3]?.cells).toEqual([
      ...['Scrivere chiaro', '3%', '2–5%', '400', 'riservato', '–', '–', 'Non si può confrontare: dato riservato'],
    ]);
    expect(reasonsTold(scene).map(({ reason, n }) => [reason, n])).toEqual([
      ['volunteers', 1],
      ['not_published', 1],
    ]);
  });

  it('stand under their label on a narrow screen, in the dark, in English', async () => {
    const scene = await sceneOf(pair, 'en');
    await snapshot('compare-pair-narrow-dark-english', 'dark', pairDrawing(scene, pairLines(scene)), 328).kept;
  });
});

describe('several voices on one scale of places', () => {
  it('pale where two others surely disagree, with by how much', async () => {
    const scene = await sceneOf(voices);
    const lines = voiceLines(scene);
    const { chart, kept } = snapshot('compare-voices', 'light', voicesDrawing(scene, lines), 1080);
    await kept;
    expect(chart.querySelector('[data-key="tourists"]')?.getAttribute('aria-label')).toBe(
      'Accogliere i turisti. Cittadini: posto 1; Imprese: tra il posto 3 e il posto 4; Scuole: tra il posto 1 e il posto 3. almeno 2 posti tra cittadini e imprese.',
    );
    expect(voicesText(scene, lines).title).toBe('Le voci non concordano su «Accogliere i turisti»');
    expect(voicesTable(scene, lines, href).rows[2]?.cells).toEqual([
      ...['Scrivere chiaro', '4', '5%', '–', 'riservato', '–', 'riservato', 'non confrontabile'],
    ]);
  });

  it('stand under their label on a narrow screen', async () => {
    const scene = await sceneOf(voices, 'en');
    await snapshot('compare-voices-narrow', 'light', voicesDrawing(scene, voiceLines(scene)), 328).kept;
  });
});

describe('the address of a comparison', () => {
  const read = (search: string) => parseCompare(new URLSearchParams(search), options);

  it('is read and written alike; what is not there is named, and the first possible choice stands in its place', () => {
    const { view, unknown } = read('kind=territories&survey=citizens&a=077&b=076');
    expect(writeCompare(view)).toBe('?kind=territories&survey=citizens&a=077&b=076');
    expect(unknown).toEqual([]);
    const lost = read('kind=groups&a=sex:x');
    expect(lost.view).toMatchObject({ survey: 'citizens', a: 'sex:f', b: 'sex:m' });
    expect(lost.unknown).toEqual([{ key: 'a', value: 'sex:x' }]);
    expect(read('').view.kind).toBe('voices');
  });

  it('never compares a part with itself', () => {
    expect(read('kind=territories&a=076&b=076').view).toMatchObject({ a: '076', b: '077' });
    expect(read('kind=territories&b=076').view).toMatchObject({ a: '077', b: '076' });
  });
});

describe('the sentence of a resolution about a comparison', () => {
  const page = '/compare/basilicata?kind=voices';
  const told = (scene: Parameters<typeof citedComparison>[0], skill: string) =>
    toldSentence(citedComparison(scene, page), skill, 'https://fabbisogni.example');

  it('says the places of every voice, what is sure, and of each survey base, day and figure', async () => {
    const made = await sceneOf(voices);
    expect(told(made, 'tourists')).toBe(
      'Tra le 3 competenze chieste a tutte le voci, il posto di «Accogliere i turisti» (1 è la più richiesta) è: Cittadini: posto 1; Imprese: tra il posto 3 e il posto 4; Scuole: tra il posto 1 e il posto 3; confronto: almeno 2 posti tra cittadini e imprese; secondo le indagini «Cittadini» (400 persone; figura figure-of-citizens), «Imprese» (373 imprese; figura figure-of-firms) e «Scuole» (21 enti; figura figure-of-schools), ondata 2026, dati al 14 marzo 2026, intervalli di confidenza; https://fabbisogni.example/compare/basilicata?kind=voices.',
    );
    const [citizens, ...others] = voices.sides;
    const mixed = { ...voices, sides: [{ ...citizens!, wave: '2025', interval: 'indicative' as const }, ...others] };
    expect(told(await sceneOf(mixed), 'tourists')).toMatch(
      /«Cittadini» \(400 persone; ondata 2025, [^;]*indicativi; figura [^;]*\), «Imprese» \(373 imprese; ondata 2026/,
    );
    expect(told(made, 'english')).toContain('confronto: nessun disaccordo sicuro;');
    expect(told(made, 'writing')).toMatch(/Imprese: dato riservato; .*confronto: non confrontabile;/);
  });

  it('puts two parts in an order only where that is sure, with whom both are narrowed to', async () => {
    const made = await sceneOf(pair);
    const of = (skill: string) => told({ ...made, view: { ...made.view, group: 'sex:f' } }, skill);
    expect(of('english')).toContain(
      'secondo l’indagine «Cittadini» (figure figure-of-076 e figure-of-077), ondata 2026, dati al 14 marzo 2026, intervalli di confidenza, base: Donne; https',
    );
    expect(of('english')).toContain(
      'è: provincia di Potenza 30% (26–35%) su 400 persone; provincia di Matera 43% (38–47%) su 400 persone; confronto: provincia di Matera ha 13 punti in più',
    );
    expect(of('computer')).toContain('confronto: non si distinguono');
    expect(of('computer')).not.toMatch(/in più|sta sopra/);
    expect(of('writing')).toMatch(/riservato/);
  });

  it('cites nothing of which no side has a figure', async () => {
    const rows = [{ skill: 'writing', places: [nowhere, nowhere, nowhere], disagreement: null, between: null }];
    expect(told(await sceneOf({ ...voices, rows }), 'writing')).toBeNull();
  });

  it('stands in the menu of the figure beside its files and the page to embed', async () => {
    const { away } = compareOrigin(await sceneOf(voices), '?kind=voices', both('Regione'));
    expect(away).toMatchObject({
      ...{ embed: '/embed/compare/basilicata?kind=voices', view: '/compare/basilicata?kind=voices#voices' },
      ...{ licence: 'La licenza d’uso dei dati la stabilisce Regione.', invented: false },
    });
    expect(away?.files.map(({ href }) => href)).toEqual([
      '/api/programmes/basilicata/comparison?kind=voices&format=csv',
      '/api/programmes/basilicata/comparison?kind=voices',
    ]);
  });
});
