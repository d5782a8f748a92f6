import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';

/** ICU sentences are read while the pages are built: the reader of ICU, 7 kB, does not travel to every telephone. */
export const texts = (): Plugin => ({
  name: 'texts',
  apply: 'build',
  enforce: 'pre',
  config: () => ({
    resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  }),
  transform: {
    filter: { id: /dashboard\/messages\/.*\.json$/ },
    handler: (code) => ({ code: JSON.stringify(readyTexts(JSON.parse(code) as Record<string, string>)), map: null }),
  },
});

/** Sentences with values become trees; words alone stay words. */
function readyTexts(catalogue: Readonly<Record<string, string>>): Record<string, string | object> {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, text]) => [
      key,
      text.includes('{') ? new IntlMessageFormat(text, 'it').getAst() : text,
    ]),
  );
}
