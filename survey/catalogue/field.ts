/** What a column of a file may hold, and the headers under which Italian and English files have it. */
// not by the whole contract: the thread of a check reads what it needs alone
import { CatalogueField } from '../contract-catalogue.ts';

/** Under which other headers a field stands, beside its own name; small letters, no accents. */
const words: Readonly<Record<CatalogueField, readonly string[]>> = {
  course: ['key', 'codice corso', 'codice del corso', 'id corso', 'course code', 'course id', 'codice', 'code', 'id'],
  title_it: [
    ...['titolo', 'titolo it', 'titolo italiano', 'titolo del corso', 'nome', 'nome corso', 'nome del corso', 'corso'],
    ...['denominazione', 'denominazione corso', 'denominazione del corso', 'title', 'course title', 'name'],
  ],
  title_en: ['titolo en', 'titolo inglese', 'titolo in inglese', 'english title', 'title english'],
  description_it: ['descrizione', 'descrizione it', 'contenuti', 'description'],
  description_en: ['descrizione en', 'descrizione inglese', 'english description'],
  provider: ['ente', 'ente erogatore', 'erogatore', 'organizzatore', 'organismo', 'agenzia'],
  skills: ['skill', 'competenze', 'competenza', 'competenze del corso'],
  level_from: ['livello da', 'da livello', 'livello iniziale', 'livello in ingresso', 'from level'],
  level_to: ['livello a', 'a livello', 'livello finale', 'livello in uscita', 'to level'],
  eqf: ['livello eqf', 'eqf level'],
  mode: ['modalita', 'modalita di erogazione', 'erogazione', 'delivery'],
  hours_classroom: ['ore aula', 'ore in aula', 'ore presenza', 'ore in presenza', 'classroom hours', 'hours in person'],
  hours_online: ['ore online', 'ore a distanza', 'ore fad', 'online hours'],
  modules: ['moduli', 'percorso', 'path'],
  certificate: ['attestato', 'attestato finale', 'attestazione'],
  certification: ['certificazione', 'qualifica', 'qualification'],
  cost_edition: ['costo edizione', 'costo per edizione', 'costo', 'cost per edition', 'cost'],
  cost_learner: [
    ...['costo allievo', 'costo per allievo', 'costo partecipante', 'costo per partecipante', 'quota'],
    ...['quota di iscrizione', 'cost per learner', 'fee'],
  ],
  prerequisites: ['prerequisiti', 'requisiti', 'requisiti di accesso'],
  target_groups: ['destinatari', 'gruppi', 'gruppi destinatari', 'target'],
  demo: ['dimostrativo', 'dimostrazione'],
  edition: ['edizione', 'codice edizione', 'id edizione', 'edition key', 'edition code', 'edition id'],
  territory: ['territorio', 'comune', 'sede', 'luogo', 'localita', 'codice istat', 'place', 'municipality'],
  starts_on: ['inizio', 'data inizio', 'data di inizio', 'dal', 'start', 'start date', 'from'],
  ends_on: ['fine', 'data fine', 'data di fine', 'al', 'end', 'end date', 'to'],
  seats: ['posti', 'posti disponibili', 'numero posti', 'n posti', 'capienza'],
  taken: ['posti occupati', 'iscritti', 'occupati', 'enrolled'],
};

const plain = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Which field each header seems to be; null: none, or one that an earlier header has. */
export function guessFields(header: readonly string[]): (CatalogueField | null)[] {
  const names = header.map(plain);
  // a file of editions names its own key `key`, and the course `course`
  const ofEditions = names.includes('course') && names.includes('key');
  const taken = new Set<CatalogueField>();
  return names.map((name) => {
    const field = ofEditions && name === 'key' ? 'edition' : fieldOf(name);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

const fieldOf = (name: string): CatalogueField | null =>
  CatalogueField.options.find((field) => plain(field) === name) ??
  CatalogueField.options.find((field) => words[field].includes(name)) ??
  null;

/** Without these a file tells nothing of that kind. */
export const needed = {
  courses: ['course', 'title_it', 'skills', 'mode'],
  editions: ['course', 'edition', 'starts_on', 'ends_on', 'seats'],
} as const satisfies Record<string, readonly CatalogueField[]>;

const own = {
  courses: CatalogueField.options.slice(1, CatalogueField.options.indexOf('edition')),
  editions: CatalogueField.options.slice(CatalogueField.options.indexOf('edition')),
};

/** Whether a file tells of courses, of editions, or of both; and what it would have to have besides. */
export function kindOf(fields: readonly (CatalogueField | null)[]) {
  const tells = (kind: 'courses' | 'editions') => own[kind].some((field) => fields.includes(field));
  const kinds = (['courses', 'editions'] as const).filter(tells);
  const missing = new Set(kinds.flatMap((kind) => needed[kind].filter((field) => !fields.includes(field))));
  return { courses: tells('courses'), editions: tells('editions'), missing: [...missing] };
}
