/** The open-lab report of a programme: laboratories, hours, readiness of who signed, what focus groups recommended. */
import type { LabGap, Readiness } from '../../../analytics/contract.ts';
import type { Language, RegisteredLaboratory } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';
import { districtOf } from './list.ts';

export interface ReportLaboratory extends Omit<RegisteredLaboratory, 'organisation'> {
  /** null where the organisation did not sign: the report does not name it */
  readonly organisation: string | null;
  readonly district: string;
}

export interface LabReport {
  readonly gap: LabGap;
  readonly readiness: Readiness;
  readonly laboratories: readonly ReportLaboratory[];
  /** all organisations that are asked, who signed or not: a public number */
  readonly asked: number;
  readonly heard: {
    readonly sessions: number;
    readonly recommendations: readonly { readonly title: string; readonly text: string; readonly decidedOn: string }[];
    /** recommendations that name somebody who did not sign */
    readonly left: number;
    readonly invented: boolean;
  };
}

/** @throws Problem not_found, also where a programme has no profile or no hours a year */
export async function labReport(services: Services, programme: string, language: Language): Promise<LabReport> {
  const [gap, readiness, laboratories, said] = await Promise.all([
    services.laboratoryFigures.gap(programme, {}),
    services.laboratoryFigures.readiness(programme),
    services.laboratories.list(programme),
    services.evidence.programme(programme),
  ]);
  const signed = new Set(readiness.waves.flatMap((wave) => wave.organisations.map(({ organisation }) => organisation)));
  const owners = laboratories.map(({ organisation }) => organisation);
  const asked = askedIn(services, readiness, new Set([...signed, ...owners.map(({ key }) => key)]));
  const unnamed = [...owners, ...asked].flatMap(({ key, name }) => (signed.has(key) ? [] : namesOf(name)));
  const isFree = (text: string) => !unnamed.some((name) => text.toLowerCase().includes(name.toLowerCase()));
  const recommendations = said.recommendations.filter(({ title, text }) => isFree(`${title} ${text}`));
  return {
    ...{ gap, readiness, asked: asked.length },
    laboratories: laboratories
      .map((one) => ({
        ...one,
        organisation: signed.has(one.organisation.key) ? one.organisation.name : null,
        district: districtOf(one, language),
      }))
      .toSorted((a, b) => orderOf(a, language).localeCompare(orderOf(b, language), language)),
    heard: {
      ...{ sessions: said.sessions, recommendations, invented: said.invented },
      left: said.recommendations.length - recommendations.length,
    },
  };
}

/** The organisations that the questionnaire lets answer, by the names that it gives them. */
function askedIn({ survey }: Services, { waves }: Readiness, known: ReadonlySet<string>) {
  const codebooks = waves.slice(-1).map((wave) => survey.codebook(wave.survey));
  const naming = codebooks
    .flatMap(({ variables }) => variables)
    .find(({ type, categories }) => type === 'single' && categories.some(({ code }) => known.has(code)));
  return (naming?.categories ?? []).map(({ code, label }) => ({ key: code, name: label.it }));
}

/** By place and title: the order must not tell who runs what. */
const orderOf = ({ district, title }: ReportLaboratory, language: Language) => `${district}\n${title[language]}`;

/** `ITS EAT – Eccellenza Agroalimentare Toscana` is also called `ITS EAT`. */
const namesOf = (name: string): string[] => [...new Set([name, name.split(/\s[–-]\s/)[0]!])];
