/** No script runs here: a script that wakes up late would empty what somebody has typed meanwhile. */
export const csr = false;
