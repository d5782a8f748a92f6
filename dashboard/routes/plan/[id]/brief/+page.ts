/** What prints needs no script. */
export const csr = false;
