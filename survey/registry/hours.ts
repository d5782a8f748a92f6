/** The variable of the hours of laboratory wanted, as the registry holds it; it is derived, never asked. */
import type { HoursSettings } from '../programme/schema-laboratory.ts';
import { hoursColumn, hoursMissing, hoursName, hoursNumber, mostSkills } from '../typed/hours.ts';
import type { CompiledVariable, NumberedCategory } from './registry.ts';

const label = { it: 'Ore di laboratorio richieste', en: 'Hours of laboratory wanted' };

/** What a category of `labHours` says: a skill, the class of hours of who wants it, and for how many skills these are. */
export interface HoursCategory {
  readonly code: string;
  readonly skill: string;
  readonly category: string;
  readonly skills: number;
}

/** `labHours`: each category is a skill, a class of hours and a number of skills. Sensitive where an answer behind it is. */
export function hoursVariables(
  asked: ReadonlyMap<string, CompiledVariable>,
  settings: HoursSettings,
): CompiledVariable[] {
  const all = [...asked.values()];
  const need = all.find(({ role, type }) => role === 'need' && type === 'multiple');
  const hours = all.find(({ role }) => role === 'hours');
  if (need === undefined || hours === undefined) return [];
  const flagged = all.some((one) => one.flagged && ['need', 'hours', 'intention'].includes(one.role));
  return [
    {
      ...{ name: hoursName, role: 'demand', label, type: 'multiple', dimension: false, scale: null, flagged },
      ...{ categories: categoriesOf(need, hours, settings), missing: [...need.missing], versions: [...need.versions] },
      ...{ table: 'answer', column: hoursColumn, missingColumn: hoursMissing },
    },
  ];
}

/** Reads a code of a category. */
export function hoursCategory(code: string): HoursCategory {
  const [skill = '', category = '', skills = ''] = code.split(':');
  return { code, skill, category, skills: Number(skills) };
}

function categoriesOf(need: CompiledVariable, hours: CompiledVariable, settings: HoursSettings): NumberedCategory[] {
  const count = Array.from({ length: mostSkills }, (_, at) => at + 1);
  return need.categories.flatMap((skill) =>
    settings.classes.flatMap(({ category }, at) => {
      const answer = hours.categories.find(({ code }) => code === category)?.label;
      return count.map((skills) => ({
        code: `${skill.code}:${category}:${skills}`,
        number: hoursNumber(skill.number, settings.classes.length, at, skills),
        label: {
          it: `${skill.label.it}; ${answer?.it ?? category}; competenze: ${skills}`,
          en: `${skill.label.en}; ${answer?.en ?? category}; skills: ${skills}`,
        },
      }));
    }),
  );
}
