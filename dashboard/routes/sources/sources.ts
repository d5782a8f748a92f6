import type { Localized } from '../../../survey/contract.ts';

interface Source {
  readonly name: string;
  readonly what: Localized;
  /** in two languages where it has no name of its own */
  readonly licence: string | Localized;
  readonly address: string;
}

/** Whose data and works stand in the program, as their licences ask to be named. */
export const sources: readonly Source[] = [
  {
    name: 'ISTAT',
    what: {
      it: 'Codici e nomi di Comuni, Province e Regioni (elenco del 2025).',
      en: 'Codes and names of municipalities, provinces and regions (list of 2025).',
    },
    licence: 'CC BY',
    address: 'https://www.istat.it/classificazione/codici-dei-comuni-delle-province-e-delle-regioni/',
  },
  {
    name: 'ISTAT, Protezione Civile',
    what: {
      it: 'Residenti in Basilicata per sesso ed età al 1° gennaio 2020 (dati provvisori), classi di età sommate.',
      en: 'Residents of Basilicata by sex and age on 1 January 2020 (provisional), classes of age added up.',
    },
    licence: 'CC BY 4.0',
    address: 'https://github.com/pcm-dpc/COVID-19',
  },
  {
    name: 'Natural Earth',
    what: { it: 'Confini di regioni e province.', en: 'Boundaries of regions and provinces.' },
    licence: { it: 'Pubblico dominio', en: 'Public domain' },
    address: 'https://www.naturalearthdata.com/',
  },
  {
    name: 'GeoNames',
    what: { it: 'Posizione dei Comuni sulla mappa.', en: 'Where municipalities stand on the map.' },
    licence: 'CC BY 4.0',
    address: 'https://www.geonames.org/',
  },
  {
    name: 'DigComp 2.2',
    what: {
      it: 'Le 21 competenze digitali, dette con parole semplici. © Unione europea, 2022.',
      en: 'The 21 digital competences, in plain words. © European Union, 2022.',
    },
    licence: 'CC BY 4.0',
    address: 'https://publications.jrc.ec.europa.eu/repository/handle/JRC128415',
  },
  {
    name: 'ESCO',
    what: {
      it: 'Identificativi di alcune competenze, dove la corrispondenza è certa. © Unione europea.',
      en: 'Identifiers of some skills, where the match is certain. © European Union.',
    },
    licence: 'CC BY 4.0',
    address: 'https://esco.ec.europa.eu/',
  },
  {
    name: 'LifeComp, EntreComp',
    what: {
      it: 'Riferimenti di alcune competenze personali e imprenditoriali. © Unione europea.',
      en: 'References of some personal and entrepreneurial skills. © European Union.',
    },
    licence: 'CC BY 4.0',
    address: 'https://joint-research-centre.ec.europa.eu/',
  },
  {
    name: 'Titillium Web',
    what: { it: 'Carattere delle pagine.', en: 'Typeface of the pages.' },
    licence: 'SIL Open Font License 1.1',
    address: 'https://fonts.google.com/specimen/Titillium+Web',
  },
  {
    name: 'Bootstrap Italia',
    what: { it: 'Parte del foglio di stile.', en: 'Part of the style sheet.' },
    licence: 'BSD-3-Clause',
    address: 'https://italia.github.io/bootstrap-italia/',
  },
  {
    name: 'SurveyJS Form Library',
    what: { it: 'Motore dei questionari.', en: 'Engine of the questionnaires.' },
    licence: 'MIT',
    address: 'https://surveyjs.io/',
  },
];
