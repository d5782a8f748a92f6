/** The elements of a microcredential in words, in the order of Annex I of the Recommendation. */
import type { Language, Microcredential } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface Element {
  readonly name: string;
  /** one line a text */
  readonly texts: readonly string[];
  readonly isList?: boolean;
}

/** Mandatory elements first; who learnt and the date stand in what a learner is given. */
export function elementsOf(content: Microcredential, language: Language, m: Messages): Element[] {
  const { assessment, quality, outcomes, awardingBodies, countries } = content;
  const one = (name: string, ...texts: string[]): Element => ({ name, texts });
  const countryNames = new Intl.DisplayNames([language], { type: 'region' });
  const place = (code: string) => countryNames.of(code.slice(0, 2)) + code.slice(2);
  return [
    one(m('credential.learner'), m('credential.whenIssued')),
    one(m('credential.countries'), formats(language).list(countries.map(place))),
    one(m('credential.bodies'), ...awardingBodies.map(({ name, country }) => `${name}, ${place(country)}`)),
    one(m('credential.issuedOn'), m('credential.whenIssued')),
    { name: m('credential.outcomes'), texts: outcomes.map((outcome) => outcome[language]), isList: true },
    one(m('credential.workload'), workloadText(content, language, m)),
    one(m('credential.level'), levelText(content, language, m)),
    one(
      m('credential.assessment'),
      m('credential.assessmentType', { type: assessment.type }),
      assessment.about[language],
    ),
    one(m('credential.participation'), m('credential.participationForm', { form: content.participation })),
    one(m('credential.quality'), m('credential.qualityType', { type: quality.type }), quality.about[language]),
    ...optionalOf(content, language, m),
  ];
}

function optionalOf({ prerequisites, supervision, stacking, more }: Microcredential, language: Language, m: Messages) {
  const all: readonly (readonly [string, string | null])[] = [
    [m('credential.prerequisites'), prerequisites && prerequisites[language]],
    [m('credential.supervision'), supervision && m('credential.supervisionKind', { kind: supervision })],
    [m('credential.stacking'), stacking && m('credential.stackingKind', { kind: stacking })],
    [m('credential.more'), more && more[language]],
  ];
  return all.flatMap(([name, text]): Element[] => (text === null ? [] : [{ name, texts: [text] }]));
}

export function workloadText({ workload: { ects, hours } }: Microcredential, language: Language, m: Messages): string {
  const { number } = formats(language);
  const parts = [
    ...(ects === null ? [] : [`${number(ects)} ECTS`]),
    ...(hours === null ? [] : [m('credential.hours', { n: hours })]),
  ];
  return parts.join(' · ');
}

export function levelText({ level }: Microcredential, language: Language, m: Messages): string {
  if ('none' in level) return m('credential.levelNone', { reason: level.none[language] });
  const parts = [
    ...(level.eqf === null ? [] : [m('credential.eqf', { level: level.eqf })]),
    ...(level.cycle === null ? [] : [m('credential.cycle', { cycle: level.cycle })]),
  ];
  return parts.join(' · ');
}
