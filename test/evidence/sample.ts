/** Three focus groups on the microcredentials, as they could have gone: in Italy, in Greece, in Spain. */
import { randomUUID } from 'node:crypto';
import type { CodeRow, FocusRows, SessionRow } from '../support/focus-rows.ts';

export const [collaboration, childcare, permits] = [randomUUID(), randomUUID(), randomUUID()] as const;

export const codes: readonly CodeRow[] = [
  { id: collaboration, label: 'Lavorare in squadra', skill: 'life_collaboration' },
  { id: childcare, label: 'Chi tiene i bambini', parent: collaboration },
  { id: permits, label: 'Carte da riconoscere' },
];

const team = (quote?: string) => ({ code: collaboration, ...(quote && { quote }) });

export const italy: SessionRow = {
  id: randomUUID(),
  heldOn: '2026-03-10',
  territory: ['country', 'IT'],
  people: [
    { number: 1, role: 'Responsabile HR', group: 'long_term_unemployed' },
    { number: 2, role: 'Imprenditrice', mayQuote: false },
    { number: 3, role: 'Titolare', withdrawnOn: '2026-03-20' },
    { number: 4, role: 'Apprendista', group: 'youth_not_working', takesPart: false },
  ],
  statements: [
    {
      participant: 1,
      text: 'In squadra si impara il doppio, ma nessuno lo scrive.',
      codings: [team('In squadra si impara il doppio')],
    },
    { participant: 2, text: 'Non mi citate su questo.', codings: [team(), { code: childcare }] },
    { participant: 3, text: 'Ci ho ripensato.', codings: [team()] },
    { participant: 4, text: 'Non ho firmato.', codings: [team()] },
    {
      participant: 1,
      text: 'Chiedete a Maria Bianchi.',
      hints: '[{"of":"text","kind":"name","start":10,"stop":23}]',
      codings: [team()],
    },
    { participant: null, text: 'Mormorio di assenso.', codings: [team()] },
  ],
};

export const greece: SessionRow = {
  id: randomUUID(),
  heldOn: '2026-04-15',
  territory: ['country', 'GR'],
  moderator: 'elsewhere',
  people: [1, 2, 3].map((number) => ({ number, role: 'Manager', group: 'inactive_women' })),
  statements: [
    {
      participant: 1,
      language: 'el',
      text: 'Μαζί βρίσκουμε λύσεις.',
      translation: 'Insieme troviamo soluzioni.',
      codings: [team(), { code: permits }],
    },
    { participant: 2, text: 'Da sola non ce l’avrei fatta.', codings: [team()] },
    { participant: 3, text: 'Serve un foglio che valga ovunque.', codings: [{ code: permits }] },
  ],
};

/** Two are coding it at this moment. */
export const spain: SessionRow = {
  id: randomUUID(),
  heldOn: '2026-05-05',
  territory: ['country', 'ES'],
  second: 'open',
  people: [{ number: 1, role: 'Directora' }],
  statements: [{ participant: 1, language: 'es', text: 'El equipo lo es todo.', codings: [team()] }],
};

export const sample: FocusRows = { programme: 'moral', sessions: [italy, greece, spain], codes };
