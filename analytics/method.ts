/** What a survey's method note tells: the release plan, the rules of its groups. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { Language } from '../survey/contract.ts';
import { ruleInWords, type Rule } from '../survey/target-group.ts';
import type { MethodFacts } from './contract.ts';
import type { PublishedFigures } from './published.ts';

/** @param k  what holds while nothing is published */
export function methodOf(survey: CompiledSurvey, figures: PublishedFigures | null, k: number): MethodFacts {
  const sizes = survey.release.sizes.toSorted((a, b) => a.size - b.size);
  const tables = sizes.at(-1)?.tables ?? [];
  const versions = [...survey.variables.values()].flatMap((one) => one.versions);
  return {
    k: figures?.snapshot.k ?? k,
    snapshot: figures && snapshotOf(figures),
    sizes: sizes.map(({ size }) => size),
    dimensions: tables.flatMap((table) => (table.length === 1 ? table : [])),
    pairs: tables.filter((table) => table.length > 1).length,
    closing: survey.release.closing,
    versions: [...new Set(versions)].filter((one) => one <= survey.version).sort((a, b) => a - b),
    groups: groupsOf(survey),
  };
}

function snapshotOf({ snapshot: { id, takenOn, responses } }: PublishedFigures) {
  return { id, takenOn, responses };
}

/** A rule that is made of other groups' rules names those groups. */
function groupsOf({ targetGroups, variables }: CompiledSurvey): MethodFacts['groups'] {
  const labels = new Map(targetGroups.map(({ rule, label }) => [JSON.stringify(rule), label]));
  const told = (rule: Rule, language: Language) =>
    ruleInWords(rule, variables, language, (part) => labels.get(JSON.stringify(part))?.[language]);
  return targetGroups
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ label, rule, flagged }) => ({ label, rule: { it: told(rule, 'it'), en: told(rule, 'en') }, flagged }));
}
