import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RespondentLanguage } from '../../survey/contract.ts';
import { hintsIn, plainHints } from '../../survey/focus/hint.ts';

const known = new Set([
  ...['matera', 'potenza', 'paola', 'san severino lucano', 'san giovanni rotondo', 'rocca imperiale', 'reggio emilia'],
  ...['confindustria basilicata', 'digital', 'skills', 'barcelona', 'nova siri'],
]);

/** The words that were marked, cut out by code points, with their kind. */
const marked = (text: string, language: RespondentLanguage = 'it') =>
  hintsIn(text, language, known).map(({ kind, start, stop }) => `${kind} ${[...text].slice(start, stop).join('')}`);

describe('names', () => {
  it.each([
    ['Come diceva il signor Bianchi, serve tempo', ['name Bianchi']],
    ['Ne ho parlato con la dott.ssa Verdi Rossi ieri', ['name Verdi Rossi']],
    ['L’ing. D’Amico è d’accordo', ['name D’Amico']],
    ['Mario Rossi ha trovato lavoro', ['name Mario Rossi']],
    ['Ha ragione Giovanni, serve pratica', ['name Giovanni']],
    ['mi chiamo anna e cerco lavoro', ['name anna']],
    ['Mi chiamo Krzysztof', ['name Krzysztof']],
    ['Secondo me Kovač Petrović lo sa', ['name Kovač Petrović']],
    ['È andata da Niccolò Ferrò 👩🏽‍🔧 ieri', ['name Niccolò Ferrò']],
    ['😀😀 Lucia Esposito è brava', ['name Lucia Esposito']],
    ['Parla con Paola Rossi', ['name Paola Rossi']],
    ['Il mio amico Mario Matera è bravo', ['name Mario Matera']],
  ])('%s', (text, expected) => expect(marked(text)).toEqual(expected));

  it.each([
    ['en', 'I am called Smith by everyone, ask Mrs Jones', ['name Smith', 'name Jones']],
    ['es', 'Me llamo Lucía y mi jefa es la señora García López', ['name Lucía', 'name García López']],
    ['pl', 'Nazywam się Kowalska', ['name Kowalska']],
    ['el', 'Με λένε Ελένη', ['name Ελένη']],
    ['de', 'Ich heiße Schmidt und suche eine Neue Arbeit', ['name Schmidt']],
  ] as const)('in %s: %s', (language, text, expected) => expect(marked(text, language)).toEqual(expected));

  it.each([
    'A Matera e Potenza i corsi sono pochi',
    'Abito a San Severino Lucano, vicino Rocca Imperiale',
    'Da San Giovanni Rotondo si arriva a Nova Siri',
    'Il Centro per l’Impiego non risponde',
    'La Camera di Commercio e la Regione Basilicata',
    'Ha scritto alla Confindustria Basilicata',
    'Le Digital Skills mancano a tutti',
    'La certificazione serve. Nessuno la chiede. Unione Europea a parte',
    'Santa Maria è la festa del paese',
    'Uso Word ed Excel, e il Pacchetto Office',
    'Signora mia, che tempi',
  ])('none in: %s', (text) => expect(marked(text)).toEqual([]));
});

describe('codes and contacts', () => {
  it.each([
    ['Il mio codice è RSSMRA85T10A562S grazie', ['fiscal_code RSSMRA85T10A562S']],
    ['cf rss mra 85t10 a562 s', ['fiscal_code rss mra 85t10 a562 s']],
    ['RSSMRA85T10A562X ha il carattere sbagliato', []],
    // letters in place of digits, as for people born alike
    ['RSSMRA85T10A56NH', ['fiscal_code RSSMRA85T10A56NH']],
    ['Bonifico su IT60 X054 2811 1010 0000 0123 456 grazie', ['iban IT60 X054 2811 1010 0000 0123 456']],
    ['IBAN ES9121000418450200051332.', ['iban ES9121000418450200051332']],
    ['IT61X0542811101000000123456 non torna', []],
    ['scrivi a anna.rossi+lavoro@esempio.co.it oggi', ['email anna.rossi+lavoro@esempio.co.it']],
    ['chiama il 333 123 4567', ['phone 333 123 4567']],
    ['+39 0835 123456', ['phone +39 0835 123456']],
    ['allo 0835-123456 di mattina', ['phone 0835-123456']],
    ['al 612 345 678', ['phone 612 345 678']],
    ['0039 347 1234567', ['phone 0039 347 1234567']],
  ])('%s', (text, expected) => expect(marked(text)).toEqual(expected));

  it.each([
    'dal 12/05/2024 al 15.06.2025',
    'nel 2024-2025 erano 1.250.000 persone',
    'tra il 2021 2027',
    'costa 3.000.000 di euro',
    '600 000 000 di fondi',
    'il corso 2024/123456 è finito',
    'da 18 a 35 anni, 120 ore, 4,5 crediti',
  ])('none in: %s', (text) => expect(marked(text)).toEqual([]));
});

describe('offsets', () => {
  it('count code points, whatever stands before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('è', '👍', 'e\u0301', '𝒳', 'a', ' ', '👩🏽‍🔧'), { maxLength: 20 }), (before) => {
        const text = `${before.join('')}; scrivi a x@esempio.it`;
        const [hint] = hintsIn(text, 'it', known).filter(({ kind }) => kind === 'email');
        expect([...text].slice(hint!.start, hint!.stop).join('')).toBe('x@esempio.it');
      }),
    );
  });

  it('never overlap, lie within the text, and are found in time that grows with the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const found = hintsIn(text, 'en', known);
        const length = [...text].length;
        for (const [index, { start, stop }] of found.entries()) {
          expect(start).toBeLessThan(stop);
          expect(stop).toBeLessThanOrEqual(length);
          expect(start).toBeGreaterThanOrEqual(found[index - 1]?.stop ?? 0);
        }
      }),
    );
    const begin = performance.now();
    for (const unit of ['Aa ', '1 ', 'a.', 'A', 'IT60 ', 'mi chiamo ', "A'", '0 '])
      hintsIn(unit.repeat(4000 / unit.length), 'it', known);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('a role', () => {
  it.each(['Tutor Maria', 'Sig.ra Bianchi', 'tutor, 333 1234567'])('that names somebody: %s', (role) => {
    expect(plainHints(role)).toHaveLength(1);
  });
  it.each(['Responsabile Risorse Umane', 'Disoccupata da due anni', 'Direttore di Banca'])('%s', (role) => {
    expect(plainHints(role)).toEqual([]);
  });
});
