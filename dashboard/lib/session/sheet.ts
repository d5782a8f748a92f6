/** The code of a session as its consent sheet prints it: the first twelve digits of its id, in groups of four. */
export const sheetCode = (id: string): string =>
  id
    .replaceAll('-', '')
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
