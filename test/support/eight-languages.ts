/** A small programme whose respondents are asked in every language there is, in words as long as they really are. */
import type { Localized } from '../../survey/contract.ts';
import { smallProgramme, type ProgrammeFiles } from './small-programme.ts';

export const eight = ['it', 'en', 'es', 'el', 'pl', 'de', 'sv', 'fi'] as const;
export type Eight = (typeof eight)[number];
type Texts = Record<Eight, string>;

/** Texts in the order of `eight`, parted by bars. */
function texts(line: string): Texts {
  const parts = line.split(' | ');
  if (parts.length !== eight.length) throw new Error(`not eight languages: ${line}`);
  return Object.fromEntries(eight.map((language, index) => [language, parts[index]!])) as Texts;
}

/** As SurveyJS wants them: Italian is the default. */
const asked = ({ it, ...others }: Texts) => ({ default: it, ...others });

export const words = {
  title: texts(
    'Che cosa vuoi imparare | What you want to learn | Qué quiere aprender | Τι θέλετε να μάθετε | Czego chce się Pan(i) nauczyć | Weiterbildungsbedarfserhebung | Vad du vill lära dig | Elinikäisen oppimisen tarvekartoitus',
  ),
  owner: texts(
    'Ente di prova | Test body | Entidad de prueba | Φορέας δοκιμής | Instytucja testowa | Prüfstelle | Provmyndigheten | Koevirasto',
  ),
  notice: texts(
    'Chi lo chiede: un ente.\n\nNon chiediamo il tuo nome. | Who asks: a body.\n\nWe don’t ask your name. | Quién lo pide: una entidad.\n\nNo preguntamos su nombre. | Ποιος ρωτά: ένας φορέας.\n\nΔεν ζητάμε το όνομά σας. | Kto pyta: instytucja.\n\nNie pytamy o imię. | Wer fragt: eine Behörde.\n\nWir fragen nicht nach Ihrem Namen. | Vem frågar: en myndighet.\n\nVi frågar inte efter ditt namn. | Kuka kysyy: virasto.\n\nEmme kysy nimeäsi.',
  ),
  law: texts(
    'Compito di interesse pubblico. | A task in the public interest. | Misión de interés público. | Καθήκον δημόσιου συμφέροντος. | Zadanie w interesie publicznym. | Aufgabe im öffentlichen Interesse. | En uppgift av allmänt intresse. | Yleistä etua koskeva tehtävä.',
  ),
  place: texts(
    'In quale comune abiti? | Which town do you live in? | ¿En qué municipio vive? | Σε ποιον δήμο ζείτε; | W jakiej gminie Pan(i) mieszka? | In welcher Gemeinde wohnen Sie? | I vilken kommun bor du? | Missä kunnassa asut?',
  ),
  sex: texts(
    'Sei una donna o un uomo? | Are you a woman or a man? | ¿Es usted mujer u hombre? | Είστε γυναίκα ή άνδρας; | Jaka jest Pana/Pani płeć? | Sind Sie eine Frau oder ein Mann? | Är du kvinna eller man? | Oletko nainen vai mies?',
  ),
  woman: texts('Donna | Woman | Mujer | Γυναίκα | Kobieta | Frau | Kvinna | Nainen'),
  man: texts('Uomo | Man | Hombre | Άνδρας | Mężczyzna | Mann | Man (kön) | Mies'),
  years: texts(
    'Da quanti anni lavori? | How many years have you worked? | ¿Cuántos años lleva trabajando? | Πόσα χρόνια εργάζεστε; | Ile lat Pan(i) pracuje? | Seit wie vielen Jahren arbeiten Sie? | Hur många år har du arbetat? | Montako vuotta olet työskennellyt?',
  ),
  areas: texts(
    'Su quali temi vuoi un corso? | Which areas would you like a course in? | ¿Sobre qué temas quiere un curso? | Για ποια θέματα θέλετε μάθημα; | Z jakich dziedzin chce Pan(i) mieć kurs? | Zu welchen Themen möchten Sie einen Kurs? | Inom vilka områden vill du ha en kurs? | Mistä aiheista haluat kurssin?',
  ),
  languages: texts('Lingue | Languages | Idiomas | Γλώσσες | Języki | Sprachen | Språk | Kielet'),
  work: texts(
    'Lavoro | Work | Trabajo | Εργασία | Praca | Arbeitsplatzbeschreibungsverfahren | Arbetsmarknadsanpassning | Työmarkkinakelpoisuussuunnittelu',
  ),
  none: texts('Nessuno | None of these | Ninguno | Κανένα | Żadne | Keine davon | Inget av dem | Ei mikään'),
  which: texts(
    'Che cosa vuoi imparare, in particolare? | What in particular? | ¿Qué, en concreto? | Τι ακριβώς; | Co dokładnie? | Was genau? | Vad mer bestämt? | Mitä tarkalleen?',
  ),
  english: texts('Inglese | English | Inglés | Αγγλικά | Angielski | Englisch | Engelska | Englanti'),
  spanish: texts('Spagnolo | Spanish | Español | Ισπανικά | Hiszpański | Spanisch | Spanska | Espanja'),
  now: texts(
    'Il tuo inglese oggi | Your English now | Su inglés hoy | Τα αγγλικά σας σήμερα | Angielski dziś | Ihr Englisch heute | Din engelska i dag | Englantisi nyt',
  ),
  wanted: texts(
    'Il tuo inglese domani | Your English tomorrow | Su inglés mañana | Τα αγγλικά σας αύριο | Angielski jutro | Ihr Englisch morgen | Din engelska i morgon | Englantisi huomenna',
  ),
  little: texts('Poco | A little | Poco | Λίγο | Trochę | Wenig | Lite | Vähän'),
  much: texts('Molto | A lot | Mucho | Πολύ | Dużo | Viel | Mycket | Paljon'),
  remark: texts(
    'C’è altro? | Is there anything else? | ¿Algo más? | Κάτι άλλο; | Coś jeszcze? | Gibt es noch etwas? | Något mer? | Vielä jotain?',
  ),
} as const satisfies Record<string, Texts>;

const entry = (variable: string, role: string, type: string, label: Localized, more: object = {}) => ({
  ...{ variable, role, label, type },
  ...more,
});
const choice = (value: string, text: Texts, more: object = {}) => ({ value, text: asked(text), ...more });
const level = (name: string, role: string, title: Texts) => ({
  ...{ type: 'radiogroup', name, title: asked(title), isRequired: true },
  choices: [choice('1', words.little), choice('2', words.much)],
  codebook: entry(name, role, 'scale', title, { scale: 'level2', skill: 'english' }),
});

/** A list first, a page of two kinds, skills by area, levels, words of one's own. */
export const eightInstrument = {
  title: asked(words.title),
  pages: [
    {
      name: 'where',
      elements: [
        {
          ...{ type: 'dropdown', name: 'place', title: asked(words.place), isRequired: true },
          choices: ['077014', '077021'].map((value, index) => ({ value, text: ['Matera', 'Policoro'][index] })),
          codebook: entry('place', 'territory', 'single', words.place, { dimension: true }),
        },
      ],
    },
    {
      name: 'about',
      elements: [
        {
          ...{ type: 'radiogroup', name: 'sex', title: asked(words.sex), isRequired: true },
          choices: [choice('f', words.woman), choice('m', words.man)],
          codebook: entry('sex', 'sex', 'single', words.sex, { dimension: true }),
        },
        {
          ...{ type: 'text', name: 'years', title: asked(words.years), inputType: 'number', min: 0, max: 60 },
          codebook: entry('years', 'other', 'number', words.years),
        },
      ],
    },
    {
      name: 'areas',
      elements: [
        {
          ...{ type: 'checkbox', name: 'areas', title: asked(words.areas), isRequired: true, maxSelectedChoices: 2 },
          choices: [
            choice('languages', words.languages),
            choice('work', words.work),
            choice('no_training', words.none, { isExclusive: true }),
          ],
          codebook: entry('areas', 'interestArea', 'multiple', words.areas),
        },
      ],
    },
    {
      name: 'which',
      visibleIf: "{areas} contains 'languages'",
      elements: [
        {
          ...{ type: 'checkbox', name: 'need_languages', title: asked(words.which), isRequired: true },
          choices: [choice('english', words.english), choice('spanish', words.spanish)],
          codebook: entry('need', 'need', 'multiple', words.which),
        },
      ],
    },
    {
      name: 'levels',
      elements: [level('englishNow', 'levelNow', words.now), level('englishWanted', 'levelWanted', words.wanted)],
    },
    {
      name: 'end',
      elements: [
        {
          ...{ type: 'comment', name: 'remark', title: asked(words.remark), maxLength: 200 },
          codebook: entry('remark', 'text', 'text', words.remark),
        },
      ],
    },
  ],
};

/** The survey of `eightLanguages`. */
export const eightSurvey = 'small-persons';

interface SkillList {
  readonly skills: readonly { readonly key: string }[];
}

/** The two skills that are asked, in words of every language. */
const eightSkills = (list: SkillList) => ({
  ...list,
  skills: list.skills
    .filter(({ key }) => key === 'english' || key === 'spanish')
    .map((skill) => ({ ...skill, label: skill.key === 'english' ? words.english : words.spanish })),
});

/** The small programme with one survey, spoken in eight languages; the last six are unreviewed. */
export function eightLanguages(): ProgrammeFiles {
  const { 'instruments/firm.json': _, ...files } = smallProgramme();
  const programme = files['programme.json'] as { surveys: object[] };
  const [persons] = programme.surveys;
  const release = { sizes: [{ size: 10, tables: [[], ['municipality'], ['sex']] }], closing: true };
  return {
    ...files,
    'programme.json': {
      ...programme,
      ...{ title: words.title, owner: words.owner, languages: [...eight], unreviewed: eight.slice(2) },
      surveys: [{ ...persons, title: words.title, legalBasis: words.law, release }],
    },
    'skills.json': eightSkills(files['skills.json'] as SkillList),
    'target-groups.json': [],
    'instruments/person.json': eightInstrument,
    'notices/all.json': { version: '1', text: words.notice },
  };
}
