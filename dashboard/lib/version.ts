declare const __VERSION__: string;

/** The program's version, from package.json when the pages were built. */
export const version: string = __VERSION__;
