/** A definition, or what is told beside it, without the languages that a reader does not read. */

/**
 * A value whose texts are those of one language and the Italian ones, for whoever goes back to them. A text that stands
 * beside its English translation, as those of the contract do, keeps both.
 */
export function inOneLanguage<T>(value: T, language: string): T {
  if (Array.isArray(value)) return value.map((one: unknown) => inOneLanguage(one, language)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !isText(value) || key === language || isOurs(key, value));
  return Object.fromEntries(kept.map(([key, one]) => [key, inOneLanguage<unknown>(one, language)])) as T;
}

const code = /^(default|[a-z]{2})$/;

const isText = (value: object): boolean =>
  ('default' in value || 'it' in value) &&
  Object.entries(value).every(([key, text]) => code.test(key) && typeof text === 'string');

/** An instrument calls Italian `default`; elsewhere Italian and English are always told. */
const isOurs = (key: string, text: object): boolean =>
  'default' in text ? key === 'default' : key === 'it' || key === 'en';
