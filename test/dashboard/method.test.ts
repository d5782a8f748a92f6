import { describe, expect, it } from 'vitest';
import type { MethodFacts, MethodWeights } from '../../analytics/contract.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { methodNote } from '../../dashboard/lib/method/note.ts';
import type { NoteParts } from '../../dashboard/lib/method/told.ts';
import type { Codebook, SurveySummary } from '../../survey/contract.ts';

const words = (it: string, en = it) => ({ it, en });
const variable = (name: string, label: Codebook['variables'][number]['label']) => ({
  ...{ name, role: 'sex', label, type: 'single', dimension: true, categories: [], missing: [], versions: [1] },
});
const codebook = { variables: [variable('sex', words('Sesso', 'Sex'))] } as unknown as Codebook;
const survey = {
  ...{ id: 's', programme: 'p', title: words('Prova', 'Trial'), wave: '2026', unit: 'person', sampleType: 'open' },
  ...{ responses: 900, version: 1, minutes: 5, synthetic: false, opensOn: '2026-01-10', closesOn: '2026-06-30' },
} as SurveySummary;
const facts: MethodFacts = {
  ...{
    k: 5,
    sensitiveK: 10,
    about: 700,
    publications: [],
    weights: null,
    frame: null,
    sizes: [600],
    dimensions: ['province', 'sex'],
  },
  ...{ pairs: 1, closing: true, versions: [1], groups: [] },
  snapshot: { id: 'abcdabcdabcd', takenOn: '2026-05-02', responses: 800 },
};
const weights: MethodWeights = {
  ...{ version: 2, kind: 'calibrated', method: 'raking', madeOn: '2026-05-01', trim: { upper: 5, lower: null } },
  margins: [{ dimensions: ['province', 'sex'], sources: [{ source: 'ISTAT', year: 2025 }] }],
  ...{ trimmed: 'under1', deff: 1.25, deffResidual: 1.1 },
};
const frame = { dimension: 'sex', strata: 2, population: 4000, drawn: 1600, source: 'Anagrafe', year: 2026 };

interface Given {
  readonly survey?: Partial<SurveySummary>;
  readonly facts?: Partial<MethodFacts>;
  readonly language?: 'it' | 'en';
}

/** Everything that a section says, in one text. */
async function said(key: string, { language = 'it', ...given }: Given = {}): Promise<string> {
  const parts = {
    ...{ codebook, address: 'https://example.org/survey/s/method', coverage: { dimensions: [] } },
    ...{ programme: { owner: words('Regione'), title: words('Programma') } },
    survey: { ...survey, ...given.survey },
    facts: { ...facts, ...given.facts },
  } as unknown as NoteParts;
  const sections = methodNote(parts, language, await loadMessages(language));
  const { lines, items = [] } = sections.find((one) => one.key === key) ?? expect.fail(`no ${key}`);
  return [...lines, ...items.map(({ term, text }) => `${term}: ${text}`)].join('\n');
}

describe('the method note', () => {
  it('tells how many arrived, how many were considered, and whom the figures are about', async () => {
    const lines = (await said('response')).split('\n');
    expect(lines.slice(4).join(' ')).toMatch(/Con un segno conta.* con due o più .*Nessuna risposta viene rifiutata/);
    expect(lines.slice(0, 4)).toEqual([
      'Sono arrivate 900 risposte finora.',
      'La pubblicazione in uso, abcdabcdabcd del 2 maggio 2026, ne ha considerate 800: le altre sono arrivate dopo, sono state cancellate, o hanno troppi segni di una compilazione non seria.',
      'I valori pubblicati riguardano 700 risposte: quelle in cui è detto tutto ciò per cui si divide (provincia e sesso). Le altre 100 contano solo fra le risposte arrivate.',
      'Tasso di risposta: non esiste, perché ha risposto chi ha voluto.',
    ]);
    expect(await said('response', { language: 'en', facts: { about: 800 }, survey: { responses: 800 } })).toContain(
      'has considered 800 of them.\nPublished values are about 800 answers, that is all of them, that tell everything values are divided by (province and sex).\n',
    );
    expect(await said('response', { facts: { about: null } })).toContain('quante siano non si pubblica');
    expect(await said('response', { facts: { snapshot: null, about: null } })).toContain(
      'Ancora nessuna pubblicazione',
    );
  });

  it('tells the list and the response rate of a sample that was drawn, in both languages', async () => {
    const drawn: Given = { survey: { sampleType: 'probability' }, facts: { frame } };
    expect(await said('response', drawn)).toContain('Tasso di risposta: 50%, cioè 800 risposte considerate su 1.600');
    expect(await said('frame', drawn)).toContain(
      'Elenco: Anagrafe, 2026. Nell’elenco ci sono 4.000 unità, divise in 2 gruppi per sesso; ne sono state estratte 1.600.',
    );
    expect(await said('response', { ...drawn, language: 'en' })).toContain('Response rate: 50%, that is 800 answers');
    expect(await said('response', { survey: { sampleType: 'probability' } })).toContain('quante unità sono state');
  });

  it('tells the version of the weights, its margins with their source, what was cut and what it costs', async () => {
    expect(await said('weights', { facts: { weights } })).toBe(
      [
        'Sono in uso i pesi della versione 2, fatti il 1 maggio 2026. Dove il dettaglio è così fine che non si possono pubblicare, ogni risposta conta uno: sotto il grafico è scritto «senza pesi».',
        'I pesi danno a chi ha risposto le proporzioni note della popolazione (raking: si aggiusta una proporzione alla volta, finché valgono tutte). Chi non ha detto un dato resta, e pesa come chi gli somiglia.',
        'Nessun peso supera 5 volte il peso medio. È stata tagliata meno di una risposta su 100.',
        'Proporzioni note: provincia × sesso: ISTAT, 2025',
        'Effetto dei pesi (Kish): 1,25: con questi pesi 100 risposte valgono quanto 80 senza pesi. Gli intervalli dei valori con i pesi ne tengono conto.',
        'Effetto dei pesi, tolto ciò che spiegano le proporzioni note: 1,10 (mediana fra le competenze). Le proporzioni note spiegano una parte delle risposte: i valori sono più certi di quanto dica la riga sopra, e gli intervalli pubblicati, che non ne tengono conto, sono un poco più larghi del necessario.',
      ].join('\n'),
    );
    expect(await said('weights')).toBe('Nessuno: ogni risposta conta uno. I valori descrivono chi ha risposto.');
    const untold = { ...weights, trim: null, deffResidual: null };
    expect(await said('weights', { facts: { weights: untold }, language: 'en' })).toMatch(
      /No weight was cut\.\n.*Kish/s,
    );
    expect(await said('limits', { facts: { weights } })).toContain('solo ciò che conoscono: provincia e sesso.');
    expect(await said('limits')).not.toContain('I pesi correggono');
  });

  it('tells how ranges are computed with weights and without, and that a census has none', async () => {
    expect(await said('range', { facts: { weights } })).toContain('diviso per l’effetto dei pesi, 1,25');
    expect(await said('range')).toContain('punteggio di Wilson, con il numero delle risposte');
    const census = await said('range', { survey: { sampleType: 'census' } });
    expect(census).toBe('Non ci sono intervalli: hanno potuto rispondere tutte le unità.');
  });

  it('promises what the audit holds: no group below k out of any sum or difference', async () => {
    const firms: Given = { survey: { unit: 'firm' } };
    expect(await said('release', firms)).toContain('non si isola mai un gruppo con meno di 5 imprese');
    expect(await said('release')).toContain('il limite è 10');
    expect(await said('release', { language: 'en' })).toContain('they never single out a group of fewer than 5 people');
  });
});
