/** Microcredentials of a programme: read by anybody, written and issued by its planners. */
import { randomUUID } from 'node:crypto';
import { demand, type Action, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CredentialDraft, CredentialService, PublishedCredential } from '../contract.ts';
import type { Registry } from '../registry/registry.ts';
import { achievementOf, badgeOf, passportFileOf } from './badge.ts';
import { completeAward, completeCredential, demandKey, missingElements } from './element.ts';
import { keysOfRule, resolveRule, shortestWay } from './rule.ts';
import { stack } from './stack.ts';
import { publishContent, readDrafts, readNewest, readSkills, readVersion, type StoredDraft } from './store.ts';

export interface CredentialOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export function createCredentials(options: CredentialOptions): CredentialService {
  const { database, registry, audit } = options;
  const enter = (who: Person | null, action: Action, programme: string): Person => {
    demand(who, action, { programme }, programme);
    registry.programme(programme);
    return who!;
  };
  const service: CredentialService = {
    list: async (programme) => {
      registry.programme(programme);
      return readNewest(database, 'credential', programme);
    },
    one: async (programme, key, version) =>
      found(await readVersion(database, 'credential', programme, key, version), key),
    versions: (programme, key) =>
      database.rows(
        `SELECT version, published_on::VARCHAR AS "publishedOn" FROM credential_version
         WHERE programme = ? AND kind = 'credential' AND key = ? ORDER BY version DESC`,
        [programme, key],
      ),
    areas: async (programme) => {
      const labels = new Map(registry.programme(programme).skillAreas.map(({ key, label }) => [key, label]));
      const skills = await readSkills(database, programme);
      return new Map([...skills].flatMap(([key, { area }]) => (labels.has(area) ? [[key, labels.get(area)!]] : [])));
    },
    passports: async (programme) => {
      registry.programme(programme);
      return readNewest(database, 'passport', programme);
    },
    passport: async (programme, key, held = []) => {
      const passport = found(await readVersion(database, 'passport', programme, key), key);
      const keys = keysOfRule(passport.content.rule);
      const newest = new Map((await readNewest(database, 'credential', programme)).map((one) => [one.key, one]));
      const own = keys.filter((one) => held.includes(one));
      const resolution = resolveRule(passport.content.rule, new Set(own));
      const credentials = keys.flatMap((one) => newest.get(one) ?? []);
      return { passport, credentials, held: own, resolution, way: shortestWay(resolution) };
    },
    badge: async (programme, key, language, version) =>
      achievementOf(await service.one(programme, key, version), await readSkills(database, programme), language),
    file: async (programme, key, language, held) =>
      passportFileOf(await service.passport(programme, key, held), await readSkills(database, programme), language),
    drafts: async (who, programme) => {
      enter(who, 'credential.write', programme);
      return (await readDrafts(database, programme)).map(toldDraft);
    },
    edit: (who, programme, key, edit) => keep(options, enter(who, 'credential.write', programme), programme, key, edit),
    publish: (who, programme, key, revision) =>
      publish(options, enter(who, 'credential.write', programme), programme, key, revision),
    stack: async (who, programme, key, given) =>
      stack(options, enter(who, 'credential.write', programme), { programme, key }, given),
    issue: async (who, programme, key, language, given) => {
      const person = enter(who, 'credential.issue', programme);
      const achievement = await service.badge(programme, key, language);
      const badge = badgeOf(achievement, completeAward(given), randomUUID());
      await audit.record(null, { who: person.id, action: 'credential.issue', programme, object: key });
      return badge;
    },
  };
  return service;
}

function found<T>(one: T | null, key: string): T {
  if (one === null) throw new Problem('not_found', { value: key });
  return one;
}

const toldDraft = ({ key, revision, content, version }: StoredDraft): CredentialDraft => ({
  ...{ key, revision, content, version, missing: missingElements(content) },
});

async function keep(
  { database, audit, today }: CredentialOptions,
  person: Person,
  programme: string,
  key: string,
  { revision, content }: Parameters<CredentialService['edit']>[3],
): Promise<CredentialDraft> {
  demandKey(key);
  await database.write(async (tx) => {
    const [held] = await readDrafts(tx, programme, key);
    refuseOther(held, revision);
    await tx.run(
      `INSERT INTO credential_draft VALUES ($programme, $key, $revision, $content, $on::DATE, $who)
       ON CONFLICT (programme, key) DO UPDATE SET revision = excluded.revision, content = excluded.content,
         changed_on = excluded.changed_on, who = excluded.who`,
      { programme, key, revision: revision + 1, content: JSON.stringify(content), on: today(), who: person.id },
    );
    const detail = { revision: revision + 1 };
    await audit.record(tx, { who: person.id, action: 'credential.edit', programme, object: key, detail });
  });
  return toldDraft((await readDrafts(database, programme, key))[0]!);
}

async function publish(
  { database, audit, today }: CredentialOptions,
  person: Person,
  programme: string,
  key: string,
  revision: number,
): Promise<PublishedCredential> {
  await database.write(async (tx) => {
    const draft = found((await readDrafts(tx, programme, key))[0] ?? null, key);
    refuseOther(draft, revision);
    const content = completeCredential(draft.content);
    const skills = await readSkills(tx, programme);
    const strange = content.skills.find((skill) => !skills.has(skill));
    if (strange !== undefined) throw new Problem('unknown_reference', { value: strange });
    const { id: who } = person;
    const common = { programme, key, today: today(), who };
    const version = await publishContent(tx, { ...common, kind: 'credential', content, demo: false });
    await tx.run('DELETE FROM credential_draft WHERE programme = ? AND key = ?', [programme, key]);
    await audit.record(tx, { who, action: 'credential.publish', programme, object: key, detail: { version } });
  });
  return found(await readVersion(database, 'credential', programme, key), key);
}

/** @throws Problem revision_conflict */
function refuseOther(held: StoredDraft | undefined, read: number): void {
  if ((held?.revision ?? 0) !== read) throw new Problem('revision_conflict', { value: held?.revision ?? 0 });
}
