/** Tables of the population in the layouts in which ISTAT publishes them; the numbers are made up. */
import { readTerritories } from '../../data/territory.ts';

/** The municipalities of Basilicata. */
export const municipalities = readTerritories().filter(
  ({ level, region }) => level === 'municipality' && region === '17',
);

/** People of a sex and a year of age; a rule, so that tests can say what a sum must be. */
export const people = (code: string, sex: 'f' | 'm', age: number): number =>
  ((Number(code) * 7 + age * 3 + (sex === 'f' ? 5 : 0)) % 11) + (age > 90 ? 0 : 4);

const ages = Array.from({ length: 101 }, (_, age) => age);
const sumOf = (code: string, sex: 'f' | 'm') => ages.reduce((sum, age) => sum + people(code, sex, age), 0);

/** What a sum over places and ages must be. */
export const expected = (inside: (code: string) => boolean, from: number, to: number, sexes = 'fm'): number =>
  municipalities
    .filter(({ code }) => inside(code))
    .flatMap(({ code }) =>
      ages
        .filter((age) => age >= from && age <= to)
        .map(
          (age) =>
            (sexes.includes('f') ? people(code, 'f', age) : 0) + (sexes.includes('m') ? people(code, 'm', age) : 0),
        ),
    )
    .reduce((sum, count) => sum + count, 0);

const rows = (line: (code: string, name: string, age: number, m: number, f: number) => string) =>
  municipalities.flatMap(({ code, name }) => [
    ...ages.map((age) => line(code, name, age, people(code, 'm', age), people(code, 'f', age))),
    line(code, name, 999, sumOf(code, 'm'), sumOf(code, 'f')),
  ]);

const married = (m: number) => `${m};0;0;0;0;0;0`;

/** One table, as it was laid out over the years. */
export const posas = {
  /** pop2020/dati/comuni.zip: commas, codes without their zeros, notes under the table */
  2020: [
    '"Popolazione residente al 1° Gennaio 2020 per sesso età (b) e stato civile post censimento (n)"',
    'Codice comune,Denominazione,Età,Maschi celibi,Maschi coniugati,Maschi divorziati,Maschi vedovi,Maschi uniti civilmente,Maschi già in unione civile (per scioglimento),Maschi già in unione civile (per decesso del partner),Totale Maschi,Femmine nubili,Femmine coniugate,Femmine divorziate,Femmine vedove,Femmine unite civilmente,Femmine già in unione civile (per scioglimento),Femmine già in unione civile (per decesso del partner),Totale Femmine',
    ...rows((code, name, age, m, f) => `${Number(code)},${name},${age},${m},0,0,0,,,,${m},${f},0,0,0,,,,${f}`),
    '"(b) L\'età è quella in anni compiuti"',
    '"(n) Serie post censimento"',
  ].join('\n'),
  /** POSAS_2025_it_Comuni.csv: semicolons, marital status of both sexes */
  2025: [
    '"Popolazione residente per sesso, età e stato civile al 1° gennaio 2025"',
    '"Codice comune";"Comune";"Età";"Celibi";"Coniugati";"Divorziati";"Vedovi";"Uniti civilmente";"Maschi già in unione civile (per scioglimento unione)";"Maschi già in unione civile (per decesso del partner)";"Totale maschi";"Nubili";"Coniugate";"Divorziate";"Vedove";"Unite civilmente";"Femmine già in unione civile (per scioglimento unione)";"Femmine già in unione civile (per decesso del partner)";"Totale femmine";"Totale"',
    ...rows((code, name, age, m, f) => `"${code}";"${name}";${age};${married(m)};${m};${married(f)};${f};${m + f}`),
  ].join('\r\n'),
  /** POSAS_2026_it_Comuni.csv: semicolons, a mark at the start, sex alone */
  2026: [
    '\uFEFF"Popolazione residente per età e sesso al 1° gennaio 2026 (stima)"',
    '"Codice comune";"Comune";"Età";"Totale maschi";"Totale femmine";"Totale"',
    ...rows((code, name, age, m, f) => `"${code}";"${name}";${age};${m};${f};${m + f}`),
  ].join('\r\n'),
  /** POSAS_2026_en_Municipalities.csv */
  english: [
    '"Resident population by age and sex on 1st January 2026"',
    '"Municipality code","Municipality","Age","Total males","Total females","Total"',
    ...rows((code, name, age, m, f) => `"${code}","${name}",${age},${m},${f},${m + f}`),
  ].join('\n'),
} as const;

const istatAge = (age: number) => (age === 100 ? 'Y_GE100' : age === 999 ? 'TOTAL' : `Y${age}`);

/** The dataflow 22_289 (population on 1 January) of ISTAT's SDMX service, as CSV. */
export const sdmx = [
  'DATAFLOW,FREQ,REF_AREA,DATA_TYPE,SEX,AGE,MARITAL_STATUS,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE,UNIT_MULT',
  ...rows((code, _, age, m, f) =>
    [
      ['1', m],
      ['2', f],
      ['9', m + f],
    ]
      .map(([sex, count]) => `IT1:22_289(1.0),A,${code},JAN,${sex},${istatAge(age)},99,2026,${count},e,,0`)
      .join('\n'),
  ),
  // rows that must be left out, or chosen away
  'IT1:22_289(1.0),A,058091,JAN,1,Y16,99,2026,13000,e,,0',
  'IT1:22_289(1.0),A,ITF51,JAN,1,Y16,99,2026,1500,e,,0',
].join('\n');

/** Before 2023 the dimensions had other names; regions by NUTS code, classes of ages. */
export const sdmxOld = (bands: readonly string[], count: (band: string, sex: string) => number): string =>
  [
    'DATAFLOW,FREQ,ITTER107,TIPO_DATO15,SEXISTAT1,ETA1,STATCIV2,TIME_PERIOD,OBS_VALUE,BREAK,CONF_STATUS,OBS_PRE_BREAK,OBS_STATUS,BASE_PER,UNIT_MEAS,UNIT_MULT,METADATA_EN,METADATA_IT',
    ...bands.flatMap((band) =>
      ['M', 'F', 'T'].map((sex) => `IT1:22_289(1.0),A,ITF5,JAN,${sex},${band},99,2020,${count(band, sex)},,,,,,,,,`),
    ),
  ].join('\n');
