import { entry, type Entry } from './problem-entry.ts';

/** What can go wrong with files of official outlines. Nothing is stored then. */
export const shapesCatalogue = {
  shapes_format: entry(
    422,
    { it: 'Formato non riconosciuto', en: 'Format not recognised' },
    {
      it: '«{file}» non è uno zip di shapefile, né GeoJSON, né TopoJSON: {reason}. Scarica di nuovo il file, o esportalo in uno di questi formati.',
      en: '"{file}" is no zip of shapefiles, GeoJSON or TopoJSON: {reason}. Download the file again, or export it in one of these formats.',
    },
  ),
  shapes_too_large: entry(
    413,
    { it: 'File troppo grande', en: 'File too large' },
    {
      it: '«{file}» ha {what}; il limite è {limit}. Usa la versione generalizzata dei confini (in ISTAT il nome finisce con _g), o solo la tua regione.',
      en: '"{file}" has {what}; the limit is {limit}. Use the generalised boundaries (ISTAT’s name ends in _g), or your region alone.',
    },
  ),
  shapes_layer: entry(
    422,
    { it: 'Strato non trovato', en: 'Layer not found' },
    {
      it: 'In «{file}» non si capisce quale strato sia «{level}». Ci sono: {known}. Scegline uno (layer).',
      en: 'It is not clear which layer of "{file}" is "{level}". There are: {known}. Choose one (layer).',
    },
  ),
  shapes_projection: entry(
    422,
    { it: 'Sistema di coordinate non accettato', en: 'Coordinate system not supported' },
    {
      it: '«{file}» usa il sistema di coordinate «{value}». Si leggono WGS84 ed ETRS89, in gradi o in metri (UTM, LAEA): riproietta il file, o scarica la versione WGS84.',
      en: '"{file}" uses the coordinate system "{value}". WGS84 and ETRS89 are read, in degrees or metres (UTM, LAEA): reproject the file, or download the WGS84 version.',
    },
  ),
  shapes_geometry: entry(
    422,
    { it: 'Confini non leggibili', en: 'Unreadable outlines' },
    {
      it: '«{file}», elemento {record}: {reason}. Correggi il file, o scaricalo di nuovo.',
      en: '"{file}", record {record}: {reason}. Correct the file, or download it again.',
    },
  ),
  shapes_need_property: entry(
    422,
    { it: 'Manca il campo con il codice', en: 'Property with the code missing' },
    {
      it: 'In «{file}» scegli il campo con i codici (property). Ci sono: {known}.',
      en: 'Choose the property of "{file}" that holds the codes (property). There are: {known}.',
    },
  ),
  shapes_no_match: entry(
    422,
    { it: 'Nessun codice riconosciuto', en: 'No code recognised' },
    {
      it: 'Nessun codice del campo «{property}» di «{file}» è nell’elenco ({level}); per esempio {example}. Scegli un altro campo o un altro livello.',
      en: 'No code of the property "{property}" of "{file}" is in the list ({level}); for example {example}. Choose another property or another level.',
    },
  ),
  shapes_elsewhere: entry(
    422,
    { it: 'Confini in un altro posto', en: 'Outlines in another place' },
    {
      it: 'In «{file}» {count} territori su {all} sono lontani dal loro posto; per esempio {example}. Forse longitudine e latitudine sono scambiate, o il sistema di coordinate è sbagliato.',
      en: 'In "{file}" {count} of {all} territories lie far from their place; for example {example}. Perhaps longitude and latitude are swapped, or the coordinate system is wrong.',
    },
  ),
  shapes_busy: entry(
    409,
    { it: 'Un’altra importazione è in corso', en: 'Another import is under way' },
    {
      it: 'Un’altra persona sta importando dei confini. Riprova quando ha finito.',
      en: 'Somebody else is importing outlines. Try again when they are done.',
    },
  ),
  shapes_not_checked: entry(
    409,
    { it: 'Nessuna prova pronta', en: 'No dry run ready' },
    {
      it: 'Non c’è una prova finita da applicare. Carica prima il file.',
      en: 'There is no finished dry run to apply. Upload the file first.',
    },
  ),
  shapes_stopped: entry(
    409,
    { it: 'Importazione interrotta', en: 'Import stopped' },
    {
      it: 'L’importazione è stata interrotta prima della fine: non è stato salvato nulla.',
      en: 'The import was stopped before its end: nothing was stored.',
    },
  ),
} as const satisfies Record<string, Entry>;
