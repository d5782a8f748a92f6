/** What is known of a survey's earlier publications: private, kept for the audit of the next one. */
import type { Connection } from '../../data/database.server.ts';
import type { CellName } from '../disclosure/index.ts';

/** A publication: its cells, and the places among them where each variable was shown. */
export interface PastPublication {
  readonly snapshot: string;
  readonly cells: readonly CellName[];
  readonly shown: Readonly<Record<string, readonly number[]>>;
}

/** Persons whose answers stood, unchanged, in the same publications, with the same values of the dimensions. */
export interface AnswerVersion {
  /** from 1 */
  readonly version: number;
  /** the same for versions that may be of one person */
  readonly person: number;
  readonly publications: readonly number[];
  readonly profile: Readonly<Record<string, readonly string[]>>;
  readonly n: number;
  /** by the places of `Past.bases` */
  readonly bases: readonly number[];
}

export interface Magnitude {
  readonly version: number;
  readonly variable: string;
  readonly value: number;
  readonly n: number;
}

export interface Past {
  readonly publications: readonly PastPublication[];
  readonly versions: readonly AnswerVersion[];
  /** place of each variable among the bases of the versions; everybody answered the others */
  readonly bases: ReadonlyMap<string, number>;
  readonly magnitudes: readonly Magnitude[];
}

type Reader = Pick<Connection, 'rows'>;
type Stored<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, string>>;

export async function readPast(reader: Reader, survey: string): Promise<Past> {
  const publications = await reader.rows<Stored<PastPublication, 'cells' | 'shown'>>(
    'SELECT snapshot, cells, shown FROM release_publication WHERE survey = ? ORDER BY publication',
    [survey],
  );
  const versions = await reader.rows<Stored<AnswerVersion, 'profile'>>(
    `SELECT version, person, publications, profile, n, bases FROM release_version WHERE survey = ? ORDER BY version`,
    [survey],
  );
  const bases = await reader.rows<{ variable: string; place: number }>(
    'SELECT variable, place FROM release_base WHERE survey = ?',
    [survey],
  );
  const magnitudes = await reader.rows<Magnitude>(
    `SELECT version, variable, value, n FROM release_magnitude WHERE survey = ? ORDER BY variable, version, value`,
    [survey],
  );
  return {
    publications: publications.map(({ snapshot, cells, shown }) => ({
      snapshot,
      cells: JSON.parse(cells) as CellName[],
      shown: JSON.parse(shown) as Record<string, number[]>,
    })),
    versions: versions.map((one) => ({ ...one, profile: JSON.parse(one.profile) as AnswerVersion['profile'] })),
    bases: new Map(bases.map(({ variable, place }) => [variable, place])),
    magnitudes,
  };
}

/** How often a survey has published. */
export async function publicationsOf(reader: Reader, survey: string): Promise<number> {
  const [row] = await reader.rows<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM release_publication WHERE survey = ?',
    [survey],
  );
  return row?.n ?? 0;
}
