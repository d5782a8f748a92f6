/** The code without spaces, dashes and small letters, as the server compares it. */
export const bareCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The code in groups of four, as people copy it: ABCD EFGH … */
export const groupsOfFour = (code: string): string[] => bareCode(code).match(/.{1,4}/g) ?? [];

/** Where the code opens its answers. The code stands in the fragment: browsers never send it to a server. */
export const receiptAddress = (origin: string, path: string, code: string): string =>
  `${origin}${path}#${groupsOfFour(code).join('-')}`;
