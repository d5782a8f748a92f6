import { entry, type Entry, type Sentence } from './problem-entry.ts';

/** What can go wrong for those who plan training. */
export const planCatalogue = {
  plan_state: entry(
    409,
    { it: 'Passo non possibile', en: 'Step not possible' },
    {
      it: 'Un piano è in bozza, poi condiviso, poi approvato; da lì non cambia più. Ora lo stato è «{value}».',
      en: 'A plan is a draft, then shared, then approved; from there on it never changes. Its state now is "{value}".',
    },
  ),
  plan_newer: entry(
    409,
    { it: 'C’è già una versione più nuova', en: 'There is a newer version already' },
    {
      it: 'Di questo piano c’è già la versione {value}: parti da quella.',
      en: 'There is a version {value} of this plan already: start from that one.',
    },
  ),
  plan_place: entry(
    422,
    { it: 'Luogo e modo non vanno insieme', en: 'Place and mode do not fit' },
    {
      it: 'Un corso online non ha un luogo; ogni altro corso deve averne uno. Il corso è «{value}».',
      en: 'A course online has no place; any other course needs one. The course is "{value}".',
    },
  ),
  plan_incomplete: entry(
    422,
    { it: 'Il piano non è pronto', en: 'The plan is not ready' },
    {
      it: 'Prima di approvarlo mancano {count} cose.',
      en: 'Before it can be approved, {count} things are missing.',
    },
  ),
} as const satisfies Record<string, Entry>;

/** What is missing from a plan, one sentence a thing. */
export const planFaults = {
  noLines: { it: 'Il piano non ha edizioni.', en: 'The plan has no editions.' },
  overBudget: {
    it: 'Il piano costa {value} euro più del budget.',
    en: 'The plan costs {value} euro more than the budget.',
  },
  noEvidence: {
    it: 'La riga {value} non si fonda su niente: nessun dato pubblicato, nessuna citazione, nessuna raccomandazione.',
    en: 'Line {value} rests on nothing: no published figure, no quote, no recommendation.',
  },
  unheard: {
    it: 'Nessuno ha ascoltato «{value}»: servono risposte pubblicate, un incontro con il gruppo, o un motivo scritto.',
    en: 'Nobody heard "{value}": published answers are needed, a session about the group, or a written reason.',
  },
} as const satisfies Record<string, Sentence>;
