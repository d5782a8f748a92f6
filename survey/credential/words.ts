/** The words in which a badge says the elements that Open Badges has no place for. */
import type { Sentence } from '../../problem-entry.ts';
import type {
  assessmentTypes,
  cycles,
  Microcredential,
  participations,
  qualityTypes,
  supervisions,
} from '../contract.ts';

type Named<Codes extends readonly string[]> = Readonly<Record<Codes[number], Sentence>>;

export const assessmentNames: Named<typeof assessmentTypes> = {
  test: { it: 'prova scritta o a scelta', en: 'written or multiple-choice test' },
  practical: { it: 'prova pratica', en: 'practical test' },
  portfolio: { it: 'raccolta di lavori', en: 'portfolio' },
  project: { it: 'progetto', en: 'project' },
  observation: { it: 'osservazione sul lavoro', en: 'observation at work' },
  prior_learning: { it: 'riconoscimento di ciò che si sa già', en: 'recognition of prior learning' },
};

export const participationNames: Named<typeof participations> = {
  classroom: { it: 'in aula', en: 'in a classroom' },
  online: { it: 'online', en: 'online' },
  blended: { it: 'un po’ in aula e un po’ online', en: 'blended' },
  workplace: { it: 'al lavoro', en: 'at the workplace' },
  volunteering: { it: 'con il volontariato', en: 'by volunteering' },
};

export const qualityNames: Named<typeof qualityTypes> = {
  external: { it: 'controllo esterno', en: 'external quality assurance' },
  internal: { it: 'controllo interno', en: 'internal quality assurance' },
  peer: { it: 'controllo fra pari', en: 'peer review' },
  partnership: { it: 'controllo del partenariato', en: 'quality assurance by the partnership' },
};

export const supervisionNames: Named<typeof supervisions> = {
  none: { it: 'senza sorveglianza e senza verifica dell’identità', en: 'unsupervised, no identity verification' },
  supervised: { it: 'con sorveglianza, senza verifica dell’identità', en: 'supervised, no identity verification' },
  verified_online: {
    it: 'con sorveglianza online e verifica dell’identità',
    en: 'supervised online, identity verified',
  },
  verified_onsite: {
    it: 'con sorveglianza in presenza e verifica dell’identità',
    en: 'supervised on site, identity verified',
  },
};

export const cycleNames: Named<typeof cycles> = {
  short: { it: 'ciclo breve QF-EHEA', en: 'QF-EHEA short cycle' },
  first: { it: 'primo ciclo QF-EHEA', en: 'QF-EHEA first cycle' },
  second: { it: 'secondo ciclo QF-EHEA', en: 'QF-EHEA second cycle' },
  third: { it: 'terzo ciclo QF-EHEA', en: 'QF-EHEA third cycle' },
};

type Language = 'it' | 'en';
const labels = {
  it: {
    ...{ outcomes: 'Che cosa sa fare', workload: 'Impegno', level: 'Livello', assessment: 'Verifica' },
    ...{ participation: 'Come si partecipa', quality: 'Qualità', bodies: 'Rilasciata da', countries: 'Paesi' },
    ...{ prerequisites: 'Prima serve', supervision: 'Sorveglianza', hours: 'ore' },
  },
  en: {
    ...{ outcomes: 'Learning outcomes', workload: 'Notional workload', level: 'Level', assessment: 'Assessment' },
    ...{ participation: 'Form of participation', quality: 'Quality assurance', bodies: 'Awarding bodies' },
    ...{ countries: 'Countries', prerequisites: 'Prerequisites', supervision: 'Supervision', hours: 'hours' },
  },
} as const;

/** Every element of Annex I that a definition says, in Markdown: what is needed to earn it, and how that is made sure. */
export function narrativeOf(content: Microcredential, language: Language): string {
  const name = labels[language];
  const { assessment, participation, quality, supervision, prerequisites } = content;
  const lines: readonly (readonly [string, string | null])[] = [
    [name.outcomes, content.outcomes.map((outcome) => `\n- ${outcome[language]}`).join('')],
    [name.workload, workloadText(content.workload, language)],
    [name.level, levelText(content.level, language)],
    [name.assessment, `${assessmentNames[assessment.type][language]}. ${assessment.about[language]}`],
    [name.participation, participationNames[participation][language]],
    [name.quality, `${qualityNames[quality.type][language]}. ${quality.about[language]}`],
    [name.bodies, content.awardingBodies.map((body) => `${body.name} (${body.country})`).join(', ')],
    [name.countries, content.countries.join(', ')],
    [name.prerequisites, prerequisites && prerequisites[language]],
    [name.supervision, supervision && supervisionNames[supervision][language]],
  ];
  return lines.flatMap(([label, text]) => (text === null ? [] : [`**${label}:** ${text}`])).join('\n\n');
}

export function workloadText({ ects, hours }: Microcredential['workload'], language: Language): string {
  const number = new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-GB');
  return [
    ects === null ? [] : `${number.format(ects)} ECTS`,
    hours === null ? [] : `${number.format(hours)} ${labels[language].hours}`,
  ]
    .flat()
    .join(', ');
}

export function levelText(level: Microcredential['level'], language: Language): string {
  if ('none' in level) return level.none[language];
  const cycle = level.cycle === null ? [] : cycleNames[level.cycle][language];
  return [level.eqf === null ? [] : `EQF ${level.eqf}`, cycle].flat().join(', ');
}
