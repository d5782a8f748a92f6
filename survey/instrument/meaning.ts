/** What a variable of an earlier version meant, against what it would mean now. */
import { describedQuestions, type CodebookVariable, type CompiledCodebook } from '../codebook/codebook.ts';
import type { Definition } from '../definition/definition.ts';
import { found, type Found } from './finding.ts';

/**
 * Figures of two versions stand in one column: a variable keeps type, role and scale, and a category what it says.
 * @param before  the codebook of the latest version; it remembers what earlier ones asked
 */
export function changedMeaning(definition: Definition, now: CompiledCodebook, before: CompiledCodebook): Found[] {
  const known = new Map(before.variables.map((variable) => [variable.name, variable]));
  const paths = new Map(describedQuestions(definition).map(({ entry, path }) => [entry.variable, path]));
  return now.variables.flatMap((variable) => {
    const [earlier, path] = [known.get(variable.name), paths.get(variable.name)];
    return earlier && path !== undefined ? changes(variable, earlier, path) : [];
  });
}

const fixed = ['type', 'role', 'scale'] as const;

function changes(now: CodebookVariable, before: CodebookVariable, path: string): Found[] {
  const other = fixed.filter((key) => now[key] !== before[key]);
  const told = other.map((key) => `${key}: ${before[key] ?? '–'} → ${now[key] ?? '–'}`).join(', ');
  return [
    ...(other.length > 0 ? [found(path, 'meaning_changed', now.name, told)] : []),
    ...relabelled(now, before, path),
  ];
}

function relabelled(now: CodebookVariable, before: CodebookVariable, path: string): Found[] {
  const labels = new Map(before.categories.map(({ code, label }) => [code, label]));
  return now.categories.flatMap(({ code, label }) => {
    const earlier = labels.get(code);
    const same = !earlier || (earlier.it === label.it && earlier.en === label.en);
    return same ? [] : [found(path, 'category_changed', `${now.name}: ${code}`, earlier.it)];
  });
}
