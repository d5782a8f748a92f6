/** Finds hints with what is known of a programme: its places and its words name nobody. */
import type { Hint, Localized, StatementChange } from '../contract.ts';
import type { FocusContext } from './context.ts';
import { hintsIn, type KnownWords } from './hint.ts';

export type Words = Pick<StatementChange, 'language' | 'text' | 'translation'>;
export type FindHints = (programme: string, words: Words) => Promise<Hint[]>;

/** What is known of a programme is read again when the programme was loaded anew. */
export function hintFinder(context: Pick<FocusContext, 'database' | 'registry' | 'reference'>): FindHints {
  const held = new WeakMap<object, Promise<KnownWords>>();
  return async (programme, { language, text, translation }) => {
    const content = context.registry.programme(programme);
    const known = held.get(content) ?? knownIn(context, programme);
    held.set(content, known);
    known.catch(() => held.delete(content));
    const words = await known;
    return [
      ...hintsIn(text, language, words).map((hint): Hint => ({ of: 'text', ...hint })),
      ...hintsIn(translation ?? '', 'it', words).map((hint): Hint => ({ of: 'translation', ...hint })),
    ];
  };
}

async function knownIn(
  { database, registry, reference }: Pick<FocusContext, 'database' | 'registry' | 'reference'>,
  programme: string,
): Promise<KnownWords> {
  const places = await database.rows<{ name: string; english: string | null }>(
    'SELECT name, name_en AS english FROM territory WHERE programme IS NULL OR programme = ?',
    [programme],
  );
  const { programme: file, skillAreas, targetGroups } = registry.programme(programme);
  const surveys = registry.entries().filter(({ compiled }) => compiled.programme === programme);
  const labels = surveys.flatMap(({ compiled }) =>
    [...compiled.variables.values()].flatMap((one) => [one.label, ...one.categories.map(({ label }) => label)]),
  );
  const own = [
    file.title,
    file.owner,
    ...skillAreas.map(({ label }) => label),
    ...targetGroups.map(({ label }) => label),
  ];
  const bodies = (await reference.organisations(programme)).map(({ name }) => name);
  return new Set([
    ...places.flatMap(({ name, english }) => [name, english ?? name]).flatMap(phraseOf),
    ...[...own, ...labels].flatMap(capitalsOf),
    ...bodies.flatMap(phraseOf),
  ]);
}

/** A name as it would stand in a text, word by word. */
const phraseOf = (name: string): string[] => {
  const words = name.toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
  return words.length > 0 && words.length <= 6 ? [words.join(' ')] : [];
};

/** The words of a label that are written with a capital within it. */
const capitalsOf = (label: Localized): string[] =>
  Object.values(label)
    .flatMap((text) => (text ?? '').match(/\p{Lu}[\p{L}\p{M}-]+/gu) ?? [])
    .map((one) => one.toLowerCase());
