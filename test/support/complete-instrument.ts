import type { Sheet } from '../../survey/instrument/contract.ts';

const both = (it: string, en: string) => ({ default: it, en });
const label = (it: string, en: string) => ({ it, en });

/** An instrument that lacks nothing, and is easy to read. */
export const completeInstrument = {
  title: both('Che cosa vuoi imparare?', 'What do you want to learn?'),
  pages: [
    {
      name: 'you',
      elements: [
        {
          type: 'radiogroup',
          name: 'sex',
          title: both('Sei donna o uomo?', 'Are you a woman or a man?'),
          isRequired: true,
          choices: [
            { value: 'f', text: both('Donna', 'Woman') },
            { value: 'm', text: both('Uomo', 'Man') },
            { value: 'refused', text: both('Non lo dico', 'I would rather not say') },
          ],
          codebook: { variable: 'sex', role: 'sex', type: 'single', dimension: true, label: label('Sesso', 'Sex') },
        },
        {
          type: 'radiogroup',
          name: 'work',
          title: both('Ora lavori?', 'Do you work now?'),
          isRequired: true,
          choices: [
            { value: 'yes', text: both('Sì', 'Yes') },
            { value: 'no', text: both('No', 'No') },
          ],
          codebook: { variable: 'work', role: 'employment', type: 'single', label: label('Lavoro', 'Work') },
        },
      ],
    },
    {
      name: 'more',
      elements: [
        {
          type: 'comment',
          name: 'words',
          title: both('Vuoi dire altro?', 'Anything else?'),
          visibleIf: "{work} = 'no'",
          maxLength: 200,
          codebook: { variable: 'words', role: 'text', type: 'text', label: label('Parole', 'Words') },
        },
      ],
    },
  ],
};

/** The survey that asks it, complete. */
export const completeSheet = (survey: string): Sheet => ({
  ...{ survey, wave: '2026', title: label('Prova', 'Trial'), audience: 'citizens', unit: 'person', sampleType: 'open' },
  ...{ opensOn: '2026-06-01', correctUntil: '2026-11-30', closesOn: '2026-12-31', minutes: 5 },
  notice: label('Chiediamo noi.', 'We ask.'),
  legalBasis: label('Compito di interesse pubblico.', 'A task in the public interest.'),
  release: { sizes: [{ size: 10, tables: [[], ['sex']] }], closing: true },
});

/** As an editor would write it: with line ends of Windows, so that nobody rewrites it unseen. */
export const written = (definition: object): string =>
  `${JSON.stringify(definition, null, 2)}\n`.replaceAll('\n', '\r\n');
