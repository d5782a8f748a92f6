/** The longest identifier that is looked for: a figure of many filters has some hundred letters. */
const longest = 400;

/**
 * The identifier in what somebody typed: "Figura ABCD-EFGH …", an address of the page, with capitals, spaces and hyphens
 * of any kind. Empty where there is none.
 */
export function idIn(typed: string): string {
  const [, inAddress] = /\/figur[ae]s?\/([^/?#\s]+)/.exec(typed) ?? [];
  const plain = (inAddress ?? typed).replace(/^\s*figur[ae]\s+/i, '').replace(/\p{Pd}/gu, '-');
  return plain.replace(/^[\s.,;:]+|[\s.,;:]+$/g, '').slice(0, longest);
}
