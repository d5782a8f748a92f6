/** Focus groups made up by SQL: sessions, participants, statements and codings follow from their numbers. */
import type { Database } from '../../data/database.server.ts';

export interface FocusSize {
  readonly sessions: number;
  readonly statements: number;
  readonly codings: number;
  readonly codes: number;
}

const people = 8;
/** an id made of a word and a number, the same everywhere; its version and variant are those of a random one */
const idOf = (word: string, number: string) =>
  `(md5('${word}' || ${number})[1:12] || '4' || md5('${word}' || ${number})[14:16] || '8' || md5('${word}' || ${number})[18:32])::UUID`;
/** 0 to n − 1, by word and number */
const pick = (word: string, number: string, n: string | number) => `(hash('${word}', ${number}) % ${n})::INTEGER`;

const words = [
  ...['turni', 'asilo', 'esperienza', 'patente', 'inglese', 'computer', 'colloquio', 'tirocinio', 'orario', 'fiducia'],
  ...['azienda', 'corso', 'serale', 'trasporti', 'famiglia', 'puntualità', 'squadra', 'sicurezza', 'contratto', 'età'],
];

/** Fills the tables, which are there and empty. */
export async function fillFocus(database: Database, programme: string, skills: readonly string[], size: FocusSize) {
  const { sessions, statements, codings, codes } = size;
  const list = (items: readonly string[]) => `[${items.map((one) => `'${one}'`).join(', ')}]`;
  const session = `(i * ${sessions} // ${statements})`;
  const steps = [
    `INSERT INTO focus_session BY NAME SELECT ${idOf('session', 'i')} AS id, '${programme}' AS programme,
       'Incontro ' || i AS title, DATE '2024-01-01' + (i * 3)::INTEGER AS held_on, 'Sala' AS place,
       'country' AS territory_level, ['IT', 'ES', 'GR', 'PL', 'CY'][1 + ${pick('place', 'i', 5)}] AS territory_code,
       []::VARCHAR[] AS groups, 1 AS guide, 'it' AS language, 'moderator' AS moderator, 'live' AS origin,
       'closed' AS state, DATE '2024-01-01' AS created_on, 1 AS revision FROM range(${sessions}) AS numbers(i)`,
    `INSERT INTO focus_participant BY NAME SELECT ${idOf('session', 'i')} AS session, (n + 1)::INTEGER AS number,
       'HR' AS role, ['long_term', 'young', 'women', 'low_skilled', NULL][1 + ${pick('group', 'i * 64 + n', 5)}] AS target_group,
       true AS takes_part, ${pick('quote', 'i * 64 + n', 4)} > 0 AS may_quote, NULL AS withdrawn_on, 1 AS revision
       FROM range(${sessions}) AS numbers(i), range(${people}) AS people(n)`,
    `INSERT INTO focus_statement BY NAME SELECT ${idOf('statement', 'i')} AS id, ${idOf('session', session)} AS session,
       i::DOUBLE AS place, NULL AS topic, 1 + ${pick('speaker', 'i', people)} AS participant, 'need' AS kind,
       'it' AS language, list_aggregate(list_transform(range(24), lambda k:
         ${list(words)}[1 + (hash('word', i, k) % ${words.length})::INTEGER]), 'string_agg', ' ') AS text,
       NULL AS translation, NULL AS translator, '[]' AS hints, false AS cleared, NULL AS source, 'moderator' AS author,
       false AS removed, DATE '2024-01-01' AS noted_on, 1 AS revision FROM range(${statements}) AS numbers(i)`,
    `INSERT INTO code BY NAME SELECT ${idOf('code', 'i')} AS id, '${programme}' AS programme, NULL AS parent,
       i::DOUBLE AS place, '{"it":"codice ' || i || '","en":"code ' || i || '"}' AS labels, '' AS description,
       ${list(skills)}[1 + (i % ${skills.length})::INTEGER] AS skill, '#0B5563' AS colour, 'accepted' AS state,
       NULL AS merged_into, 'coder' AS proposed_by, 1 AS revision FROM range(${codes}) AS numbers(i)`,
    // the first codes oftener
    `INSERT INTO coding BY NAME WITH given AS (
         SELECT i, ${pick('unit', 'i', statements)} AS unit,
           floor(pow(${pick('code', 'i', 1_000_003)} / 1000003.0, 2) * ${codes})::INTEGER AS code
         FROM range(${codings}) AS numbers(i))
       SELECT ${idOf('coding', 'i')} AS id, '${programme}' AS programme, 'statement' AS unit_kind,
         ${idOf('statement', 'unit')}::VARCHAR AS unit, ${idOf('session', `(unit * ${sessions} // ${statements})`)} AS session,
         ${idOf('code', 'code')} AS code, 0 AS start, 40 AS stop, 'parole che sono state dette e codificate' AS quote,
         'first' AS pass, 'coder' AS coder, 'sure' AS placed, DATE '2024-01-01' AS made_on FROM given`,
    `INSERT INTO coding_task BY NAME SELECT '${programme}' AS programme, ${idOf('session', 'i')} AS session,
       'first' AS pass, 'coder' AS coder, 'done' AS state, 1 AS revision FROM range(${sessions}) AS numbers(i)`,
  ];
  for (const step of steps) await database.write((tx) => tx.run(step));
}

/** A second reading of what the first one coded, nearly the same, not handed in; some words were decided before. */
export async function secondReading(database: Database, programme: string): Promise<void> {
  const number = `row_number() OVER (ORDER BY id)`;
  const steps = [
    `INSERT INTO coding BY NAME
     SELECT * EXCLUDE (i) REPLACE (${idOf('second', 'i')} AS id, 'second' AS pass, 'second' AS coder,
                       CASE WHEN i % 6 = 0 THEN 20 ELSE start END AS start)
     FROM (SELECT *, ${number} AS i FROM coding)`,
    `INSERT INTO adjudication BY NAME
     SELECT ${idOf('decision', 'i')} AS id, programme, session, unit::UUID AS statement, 0 AS start, 40 AS stop,
            '["' || code || '"]' AS codes, 'perché' AS reason, 'lead' AS who, DATE '2024-01-02' AS day
     FROM (SELECT *, ${number} AS i FROM coding WHERE pass = 'first') WHERE i % 50 = 0`,
    `INSERT INTO coding_task BY NAME
     SELECT '${programme}' AS programme, session, 'second' AS pass, 'second' AS coder, 'open' AS state, 1 AS revision
     FROM coding_task`,
  ];
  for (const step of steps) await database.write((tx) => tx.run(step));
}
