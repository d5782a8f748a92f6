/** Makes a thing when it is first asked for, and only once. */
export function lazily<Made>(make: () => Made): () => Made {
  let made: { readonly thing: Made } | null = null;
  return () => (made ??= { thing: make() }).thing;
}
