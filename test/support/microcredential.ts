import type { Microcredential } from '../../survey/contract.ts';

const text = (it: string, en: string) => ({ it, en });

/** A microcredential of `moral` that says everything. */
export const complete: Microcredential = {
  title: text('Lavorare con calma', 'Working calmly'),
  about: text('Finire ciò che si comincia.', 'Finishing what one begins.'),
  countries: ['IT', 'PL'],
  awardingBodies: [{ name: 'Ente di prova', country: 'IT', url: 'https://ente.example' }],
  outcomes: [text('Finisce un compito.', 'Finishes a task.'), text('Chiede aiuto.', 'Asks for help.')],
  workload: { ects: 1.5, hours: 38 },
  level: { eqf: 4, cycle: null },
  assessment: { type: 'practical', about: text('Una prova di un’ora.', 'A test of one hour.') },
  participation: 'blended',
  quality: { type: 'external', about: text('Un’agenzia controlla.', 'An agency reviews it.') },
  skills: ['life_self_regulation'],
  esco: [{ uri: 'http://data.europa.eu/esco/skill/d9013e0e-e937-43d5-ab71-0e917ee882b8', name: 'manage time' }],
  prerequisites: null,
  supervision: 'verified_onsite',
  stacking: 'stackable',
  more: null,
  evidence: { figures: [], codes: [] },
};
