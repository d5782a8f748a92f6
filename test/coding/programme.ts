/** The small programme with skills that have words. */
import { smallProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

const labels: Readonly<Record<string, { it: string; en: string }>> = {
  english: { it: 'Lingua inglese', en: 'English language' },
  spanish: { it: 'Lingua spagnola', en: 'Spanish language' },
  cv: { it: 'Scrivere il curriculum', en: 'Writing a CV' },
  interview: { it: 'Capacità di comunicare in un colloquio', en: 'Communicating in interviews' },
};

export function codedProgramme(): ProgrammeFiles {
  const files = smallProgramme();
  const { areas, skills } = files['skills.json'] as { areas: object[]; skills: { key: string }[] };
  return {
    ...files,
    'skills.json': { areas, skills: skills.map((skill) => ({ ...skill, label: labels[skill.key] })) },
  };
}
