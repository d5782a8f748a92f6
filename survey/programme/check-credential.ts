/** Whether microcredentials and passports of a folder speak of skills and of each other as they are. */
import { keysOfRule } from '../credential/rule.ts';
import { programmeFault, type ProgrammeFault, type ProgrammeFaultCode } from './fault.ts';
import type { Programme } from './read.ts';

export function credentialFaults({ credentials: file, skills }: Programme): ProgrammeFault[] {
  if (!file) return [];
  const at = (path: string, code: ProgrammeFaultCode, value: string, known: readonly string[] = []) =>
    programmeFault('credentials.json', path, code, value, known);
  const known = new Set(skills.skills.map(({ key }) => key));
  const keys = file.credentials.map(({ key }) => key);
  const passports = file.passports.map(({ key }) => key);
  return [
    ...twice(keys).map((index) => at(`credentials[${index}].key`, 'twice', keys[index]!)),
    ...twice(passports).map((index) => at(`passports[${index}].key`, 'twice', passports[index]!)),
    ...file.credentials.flatMap((one, index) =>
      one.skills
        .filter((skill) => !known.has(skill))
        .map((skill) => at(`credentials[${index}].skills`, 'no_skill', skill)),
    ),
    ...file.passports.flatMap(({ rule }, index) =>
      keysOfRule(rule)
        .filter((key) => !keys.includes(key))
        .map((key) => at(`passports[${index}].rule`, 'no_credential', key, keys)),
    ),
  ];
}

const twice = (keys: readonly string[]): number[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));
