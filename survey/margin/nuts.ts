/** Italy's regions by NUTS 2; Trentino-Alto Adige is two of them, and stands under a code of ISTAT's own. */
const regions: Readonly<Record<string, string>> = {
  ...{ ITC1: '01', ITC2: '02', ITC4: '03', ITC3: '07', ITF1: '13', ITF2: '14', ITF3: '15', ITF4: '16', ITF5: '17' },
  ...{ ITF6: '18', ITG1: '19', ITG2: '20' },
  // the North-East and the Centre since 2010, and as ISTAT's older tables call them
  ...{ ITH3: '05', ITH4: '06', ITH5: '08', ITI1: '09', ITI2: '10', ITI3: '11', ITI4: '12' },
  ...{ ITDA: '04', ITD3: '05', ITD4: '06', ITD5: '08', ITE1: '09', ITE2: '10', ITE3: '11', ITE4: '12' },
};

/** ISTAT's code of the region that has this NUTS code; null for any other. */
export const regionOfNuts = (code: string): string | null => regions[code] ?? null;
