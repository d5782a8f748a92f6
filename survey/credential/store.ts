/** The rows of microcredentials: published versions, which nobody changes, and drafts. */
import type { Connection } from '../../data/database.server.ts';
import type {
  CredentialsFile,
  Microcredential,
  Passport,
  PublishedCredential,
  PublishedPassport,
} from '../contract.ts';
import { hashOf } from '../hash.ts';
import type { SkillEntry } from './badge.ts';

type Reader = Pick<Connection, 'rows'>;
export type Kind = 'credential' | 'passport';
interface Contents {
  readonly credential: Microcredential;
  readonly passport: Passport;
}
interface Published {
  readonly credential: PublishedCredential;
  readonly passport: PublishedPassport;
}

const columns = `programme, key, version, content, published_on::VARCHAR AS "publishedOn", demo`;
type Row = Omit<PublishedCredential, 'content'> & { readonly content: string };

/** The newest version of each. */
export async function readNewest<K extends Kind>(reader: Reader, kind: K, programme: string): Promise<Published[K][]> {
  const rows = await reader.rows<Row>(
    `SELECT ${columns} FROM credential_version WHERE programme = ? AND kind = ?
     QUALIFY row_number() OVER (PARTITION BY key ORDER BY version DESC) = 1 ORDER BY key`,
    [programme, kind],
  );
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as Contents[K] }) as Published[K]);
}

export async function readVersion<K extends Kind>(
  reader: Reader,
  kind: K,
  programme: string,
  key: string,
  version?: number,
): Promise<Published[K] | null> {
  const [row] = await reader.rows<Row>(
    `SELECT ${columns} FROM credential_version
     WHERE programme = $programme AND kind = $kind AND key = $key AND ($version IS NULL OR version = $version)
     ORDER BY version DESC LIMIT 1`,
    { programme, kind, key, version: version ?? null },
  );
  return row ? ({ ...row, content: JSON.parse(row.content) as Contents[K] } as Published[K]) : null;
}

export interface Publishing<K extends Kind> {
  readonly programme: string;
  readonly kind: K;
  readonly key: string;
  readonly content: Contents[K];
  readonly today: string;
  readonly who: string;
  readonly demo: boolean;
}

/**
 * Publishes a content as the next version; the newest is not published again. A programme folder brings back no content
 * that has been published once: what staff have changed since then stays.
 */
export async function publishContent<K extends Kind>(tx: Connection, publishing: Publishing<K>): Promise<number> {
  const { programme, kind, key, content, today, who, demo } = publishing;
  const hash = hashOf(content);
  const versions = await tx.rows<{ version: number; hash: string }>(
    'SELECT version, hash FROM credential_version WHERE programme = ? AND kind = ? AND key = ? ORDER BY version DESC',
    [programme, kind, key],
  );
  const same = (who === 'programme' ? versions : versions.slice(0, 1)).find((one) => one.hash === hash);
  if (same) return same.version;
  const version = (versions[0]?.version ?? 0) + 1;
  await tx.run('INSERT INTO credential_version VALUES (?, ?, ?, ?, ?, ?, ?::DATE, ?, ?)', [
    ...[programme, kind, key, version, hash, JSON.stringify(content), today, who, demo],
  ]);
  return version;
}

/** Publishes what a programme folder brings. */
export async function seedCredentials(
  tx: Connection,
  programme: string,
  file: CredentialsFile,
  today: string,
): Promise<void> {
  const common = { programme, today, who: 'programme', demo: file.demo };
  for (const { key, ...content } of file.credentials)
    await publishContent(tx, { ...common, kind: 'credential', key, content });
  for (const { key, ...content } of file.passports)
    await publishContent(tx, { ...common, kind: 'passport', key, content });
}

export interface StoredDraft {
  readonly key: string;
  readonly revision: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number | null;
}

export async function readDrafts(reader: Reader, programme: string, key: string | null = null): Promise<StoredDraft[]> {
  const rows = await reader.rows<Omit<StoredDraft, 'content'> & { content: string }>(
    `SELECT draft.key, revision, draft.content, max(version)::INTEGER AS version
     FROM credential_draft draft LEFT JOIN credential_version past
       ON past.programme = draft.programme AND past.kind = 'credential' AND past.key = draft.key
     WHERE draft.programme = $programme AND ($key IS NULL OR draft.key = $key)
     GROUP BY ALL ORDER BY draft.key`,
    { programme, key },
  );
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as StoredDraft['content'] }));
}

export async function readSkills(reader: Reader, programme: string): Promise<ReadonlyMap<string, SkillEntry>> {
  const rows = await reader.rows<
    Record<'key' | 'area' | 'it' | 'en', string> & Record<'id' | 'version' | 'ref', string | null>
  >(
    `SELECT key, area, label_it AS it, label_en AS en, framework AS id, framework_version AS version, framework_ref AS ref
     FROM skill WHERE programme = ?`,
    [programme],
  );
  return new Map(
    rows.map(({ key, area, it, en, id, version, ref }) => {
      const framework = id === null || version === null || ref === null ? null : { id, version, ref };
      return [key, { key, area, label: { it, en }, framework }];
    }),
  );
}
