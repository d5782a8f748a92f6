/** Faults of what was sent to the register, in the reader's language. */
import type { z } from 'zod';
import { say } from '../../problem-entry.ts';
import { Problem, type ProblemLanguage } from '../../problem.ts';

interface Place {
  readonly path: string;
  readonly code: 'missing' | 'invalid';
}

/** In every language of respondents. */
export const interestFaults = {
  missing: {
    it: 'Manca.',
    en: 'It is missing.',
    es: 'Falta.',
    el: 'Λείπει.',
    pl: 'Brakuje.',
    de: 'Fehlt.',
    sv: 'Saknas.',
    fi: 'Puuttuu.',
    ro: 'Lipsește.',
    ar: 'ناقص.',
  },
  invalid: {
    it: 'Non va bene.',
    en: 'It is not right.',
    es: 'No es correcto.',
    el: 'Δεν είναι σωστό.',
    pl: 'Nieprawidłowe.',
    de: 'Stimmt nicht.',
    sv: 'Är inte rätt.',
    fi: 'Ei kelpaa.',
    ro: 'Nu este corect.',
    ar: 'غير صحيح.',
  },
  consent: {
    it: 'Senza consenso non possiamo contattarti.',
    en: 'Without consent we cannot contact you.',
    es: 'Sin consentimiento no podemos contactar con usted.',
    el: 'Χωρίς συγκατάθεση δεν μπορούμε να επικοινωνήσουμε μαζί σας.',
    pl: 'Bez zgody nie możemy nawiązać kontaktu.',
    de: 'Ohne Einwilligung können wir uns nicht bei Ihnen melden.',
    sv: 'Utan samtycke kan vi inte kontakta dig.',
    fi: 'Ilman suostumusta emme voi ottaa sinuun yhteyttä.',
    ro: 'Fără consimțământ nu vă putem contacta.',
    ar: 'لا يمكننا الاتصال بك من دون موافقتك.',
  },
  contact: {
    it: 'Serve un telefono o un’email.',
    en: 'A phone number or an email is needed.',
    es: 'Hace falta un teléfono o un correo electrónico.',
    el: 'Χρειάζεται τηλέφωνο ή email.',
    pl: 'Potrzebny jest telefon lub adres e-mail.',
    de: 'Eine Telefonnummer oder E-Mail-Adresse ist nötig.',
    sv: 'Ett telefonnummer eller en e-postadress behövs.',
    fi: 'Tarvitaan puhelinnumero tai sähköpostiosoite.',
    ro: 'Este nevoie de un telefon sau de o adresă de e-mail.',
    ar: 'يلزم رقم هاتف أو بريد إلكتروني.',
  },
  adult: {
    it: 'Il modulo è per chi ha almeno 18 anni.',
    en: 'The form is for those aged 18 or over.',
    es: 'El formulario es para mayores de 18 años.',
    el: 'Το έντυπο είναι για όσους είναι τουλάχιστον 18 ετών.',
    pl: 'Formularz jest dla osób, które mają co najmniej 18 lat.',
    de: 'Das Formular ist für Personen ab 18 Jahren.',
    sv: 'Formuläret är för dem som har fyllt 18 år.',
    fi: 'Lomake on 18 vuotta täyttäneille.',
    ro: 'Formularul este pentru cei care au cel puțin 18 ani.',
    ar: 'هذا النموذج لمن بلغ 18 سنة أو أكثر.',
  },
} as const;

/** The first fault of each field; never what stood there. */
export function fieldFaults({ issues }: z.ZodError): Place[] {
  const byField = new Map<string, Place>();
  for (const issue of issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
    for (const path of names) if (!byField.has(path)) byField.set(path, { path, code: codeOf(issue) });
  }
  return [...byField.values()];
}

const codeOf = (issue: z.core.$ZodIssue): Place['code'] =>
  issue.code === 'too_small' || issue.code === 'invalid_type' ? 'missing' : 'invalid';

/** All faults of a form as one problem. */
export function invalidInterest(faults: readonly Place[]): Problem {
  const errors = (language: ProblemLanguage) =>
    faults.map(({ path, code }) => ({ path, code, message: say(sentenceOf(path, code), language) }));
  return new Problem('invalid_interest', {}, { errors });
}

function sentenceOf(path: string, code: Place['code']) {
  if (path === 'consent' || path === 'adult' || (path === 'contact' && code === 'invalid')) return interestFaults[path];
  return interestFaults[code];
}

/** A fault of a row of an imported file; `row` counts as a spreadsheet does, the header being 1. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly it: string;
  readonly en: string;
}

/** All faults of a file as one problem; each path is `row.column`. */
export function invalidRows(faults: readonly RowFault[]): Problem {
  const count = new Set(faults.map(({ row }) => row)).size;
  const errors = (language: ProblemLanguage) =>
    faults.map((fault) => ({ path: `${fault.row}.${fault.column}`, code: 'invalid', message: say(fault, language) }));
  return new Problem('invalid_rows', { count }, { errors });
}
