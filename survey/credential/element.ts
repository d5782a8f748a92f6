/** Whether a microcredential says every mandatory element of the Recommendation. */
import type { Sentence } from '../../problem-entry.ts';
import { Problem } from '../../problem.ts';
import { pathText } from '../definition/definition.ts';
import {
  Award,
  credentialElements,
  Microcredential,
  type CredentialElement,
  type MicrocredentialDraft,
} from '../contract.ts';

/** As Annex I calls them. */
export const elementNames: Readonly<Record<CredentialElement, Sentence>> = {
  learner: { it: 'chi ha imparato', en: 'identification of the learner' },
  title: { it: 'titolo', en: 'title of the micro-credential' },
  countries: { it: 'Paese o regione di chi rilascia', en: 'country or region of the issuer' },
  awardingBodies: { it: 'ente o enti che rilasciano', en: 'awarding body or bodies' },
  issuedOn: { it: 'data del rilascio', en: 'date of issuing' },
  outcomes: { it: 'risultati dell’apprendimento', en: 'learning outcomes' },
  workload: { it: 'carico di lavoro (ECTS o ore)', en: 'notional workload (ECTS or hours)' },
  level: { it: 'livello EQF, o perché non si applica', en: 'EQF level, or why it does not apply' },
  assessment: { it: 'tipo di verifica', en: 'type of assessment' },
  participation: { it: 'modo di partecipare', en: 'form of participation' },
  quality: { it: 'garanzia della qualità', en: 'type of quality assurance' },
};

/** @throws Problem credential_faulty, for a name that an address cannot have; under `new` stands the empty form */
export function demandKey(key: string): void {
  if (/^[a-z0-9][a-z0-9_-]{0,59}$/.test(key) && key !== 'new') return;
  const value = { it: 'nome breve (minuscole, cifre e -, non «new»)', en: 'short name (a–z, digits and -, not “new”)' };
  throw new Problem('credential_faulty', { value });
}

/** What a definition has beside the mandatory elements, as the form calls it. */
const furtherNames: Readonly<Record<Exclude<keyof Microcredential, CredentialElement>, Sentence>> = {
  about: { it: 'in una frase, in italiano e in inglese', en: 'in one sentence, in Italian and in English' },
  skills: { it: 'competenze (da 1 a 12)', en: 'skills (1 to 12)' },
  esco: { it: 'ESCO (indirizzo e nome)', en: 'ESCO (address and name)' },
  prerequisites: {
    it: 'che cosa serve prima, in italiano e in inglese',
    en: 'prerequisites, in Italian and in English',
  },
  supervision: { it: 'sorveglianza durante la prova', en: 'supervision during the assessment' },
  stacking: { it: 'se si unisce ad altre', en: 'whether it stacks' },
  more: { it: 'altro, in italiano e in inglese', en: 'more, in Italian and in English' },
  evidence: { it: 'cifre pubblicate e codici', en: 'published figures and codes' },
};

/** The elements that only an issued one has. */
const ofAward = ['learner', 'issuedOn'] as const;
type OfAward = (typeof ofAward)[number];
const isOfAward = (element: CredentialElement): element is OfAward =>
  (ofAward as readonly CredentialElement[]).includes(element);

/** Mandatory elements of a definition that are missing or not complete, in the order of Annex I. */
export function missingElements(content: MicrocredentialDraft): Exclude<CredentialElement, OfAward>[] {
  return credentialElements.filter(
    (element): element is Exclude<CredentialElement, OfAward> =>
      !isOfAward(element) && !Microcredential.shape[element].safeParse(content[element]).success,
  );
}

/** @throws Problem credential_incomplete, credential_faulty */
export function completeCredential(content: MicrocredentialDraft): Microcredential {
  refuseMissing(missingElements(content));
  const parsed = Microcredential.safeParse(content);
  if (parsed.success) return parsed.data;
  const faulty = new Set(parsed.error.issues.map(({ path: [first] }) => first));
  const named = (Object.keys(furtherNames) as (keyof typeof furtherNames)[]).filter((name) => faulty.has(name));
  const told = (language: 'it' | 'en') => named.map((name) => furtherNames[name][language]).join('; ') || 'content';
  throw new Problem('credential_faulty', { value: { it: told('it'), en: told('en') } });
}

/** Who learnt and when. @throws Problem credential_incomplete, credential_faulty */
export function completeAward(award: unknown): Award {
  const given = (typeof award === 'object' && award !== null ? award : {}) as Readonly<Record<string, unknown>>;
  refuseMissing(ofAward.filter((element) => !Award.shape[element].safeParse(given[element]).success));
  const parsed = Award.safeParse({ grade: null, ...given });
  if (parsed.success) return parsed.data;
  throw new Problem('credential_faulty', { value: pathText(parsed.error.issues[0]!.path) || 'grade' });
}

function refuseMissing(missing: readonly CredentialElement[]): void {
  if (missing.length === 0) return;
  const named = (language: 'it' | 'en') => missing.map((element) => elementNames[element][language]);
  throw new Problem(
    'credential_incomplete',
    { value: { it: named('it').join(', '), en: named('en').join(', ') } },
    {
      errors: (language) =>
        missing.map((element) => ({
          path: element,
          code: 'missing',
          message: elementNames[element][language === 'it' ? 'it' : 'en'],
        })),
    },
  );
}
