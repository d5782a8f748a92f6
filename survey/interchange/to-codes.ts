/** The tree of codes of a file as ours: the name is the Italian label, other languages follow where the file tells them. */
import { RespondentLanguage, type Localized } from '../contract.ts';
import { tooLong, type FileFault } from './fault.ts';
import { readFacts, type Facts } from './facts.ts';
import { keptGuid } from './guid.ts';
import type { IncomingCode } from './material.ts';
import type { QdaCode } from './shape.ts';

/** Longest description, most levels of the tree. */
export const codeLimit = { words: 2000, levels: 6 } as const;

export function codesOf(tree: readonly QdaCode[], faults: FileFault[]): IncomingCode[] {
  const branch = (codes: readonly QdaCode[], parent: string | null, above: string, level: number): IncomingCode[] =>
    codes.flatMap((code, index) => {
      const path = `${above}/Code[${index + 1}]`;
      const one = codeOf(code, { parent, place: index + 1, path });
      if (one.description.length > codeLimit.words)
        faults.push({ path: `${path}/Description`, code: 'too_long', says: tooLong(codeLimit.words) });
      if (level === codeLimit.levels + 1) faults.push({ path, code: 'too_long', says: tooDeep });
      return [one, ...branch(code.codes, one.id, path, level + 1)];
    });
  return branch(tree, null, 'CodeBook/Codes', 1);
}

const tooDeep = {
  it: `Al massimo ${codeLimit.levels} livelli di codici.`,
  en: `At most ${codeLimit.levels} levels of codes.`,
};

function codeOf(code: QdaCode, at: Pick<IncomingCode, 'parent' | 'place' | 'path'>): IncomingCode {
  const { words, facts } = readFacts(code.description);
  const state = facts.state === 'proposed' || facts.state === 'retired' ? facts.state : 'accepted';
  return {
    ...{ id: keptGuid(code.guid), ...at, labels: labelsOf(code.name, facts), description: words },
    ...{ skill: facts.skill ?? null, colour: code.colour, state },
  };
}

function labelsOf(name: string, facts: Facts): Localized {
  const others = RespondentLanguage.options.flatMap((language) => {
    const label = facts[`label.${language}`];
    return language === 'it' || label === undefined ? [] : [[language, label]];
  });
  return { it: name, en: name, ...Object.fromEntries(others) };
}
