import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { badgeContext, credentialElements, PassportFile, type MicrocredentialDraft } from '../../survey/contract.ts';
import { completeAward, completeCredential } from '../../survey/credential/element.ts';
import { resolveRule, shortestWay } from '../../survey/credential/rule.ts';
import { shippedProgramme } from '../../application.ts';
import { ReferenceAchievement, ReferenceBadge, ReferenceContext } from '../reference/open-badges.ts';
import { complete } from '../support/microcredential.ts';
import { testServer, type TestServer } from '../support/server.ts';

const refusal = (work: () => unknown, language: 'it' | 'en' = 'en') => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.document(language);
    throw error;
  }
  return null;
};
const award = { learner: { name: 'Ada Rossi', id: 'M-17' }, issuedOn: '2026-06-15', grade: '28/30' };

describe('the mandatory elements of Annex I', () => {
  it('are eleven, and a definition that says its nine can be published', () => {
    expect(credentialElements).toHaveLength(11);
    expect(completeCredential(complete)).toEqual(complete);
  });

  const ofDefinition = credentialElements.filter((one) => one !== 'learner' && one !== 'issuedOn');
  it.each(ofDefinition)('refuse a definition without %s, by its name in both languages', (element) => {
    const { [element]: _, ...rest } = complete as MicrocredentialDraft & Record<string, unknown>;
    for (const content of [rest, { ...rest, [element]: null }]) {
      const [it, en] = (['it', 'en'] as const).map((language) => refusal(() => completeCredential(content), language));
      expect([it?.code, en?.code]).toEqual(['credential_incomplete', 'credential_incomplete']);
      expect([it?.errors?.map(({ path }) => path), en?.errors?.map(({ path }) => path)]).toEqual([
        [element],
        [element],
      ]);
      expect(en?.detail).toContain(en?.errors?.[0]?.message);
      expect(it?.detail).toContain(it?.errors?.[0]?.message);
      expect(it?.detail).not.toBe(en?.detail);
    }
  });

  it('refuse an issued one without its learner or its date', () => {
    const { learner: _, ...nobody } = award;
    expect(refusal(() => completeAward(nobody))?.errors?.map(({ path }) => path)).toEqual(['learner']);
    expect(refusal(() => completeAward({ ...award, issuedOn: '' }))?.errors?.map(({ path }) => path)).toEqual([
      'issuedOn',
    ]);
    expect(refusal(() => completeAward(null))?.detail).toContain('identification of the learner, date of issuing');
  });

  it('name all that is missing at once, in the order of the Annex', () => {
    expect(refusal(() => completeCredential({}))?.errors?.map(({ path }) => path)).toEqual(ofDefinition);
  });

  it.each([
    ['title', { it: 'Solo in italiano', en: '' }],
    ['workload', { ects: null, hours: null }],
    ['level', { eqf: null, cycle: null }],
    ['level', { eqf: 9, cycle: null }],
    ['outcomes', []],
    ['countries', ['Italia']],
  ])('are not said by half: %s', (element, value) => {
    const problem = refusal(() => completeCredential({ ...complete, [element]: value }));
    expect([problem?.code, problem?.errors?.[0]?.path]).toEqual(['credential_incomplete', element]);
  });

  it('are not all: what the page needs besides is told in the words of the form', () => {
    const problem = refusal(
      () => completeCredential({ ...complete, about: null, skills: [], esco: [{ uri: 'x' }] }),
      'it',
    );
    expect([problem?.code, problem?.detail]).toEqual([
      'credential_faulty',
      'Da correggere: in una frase, in italiano e in inglese; competenze (da 1 a 12); ESCO (indirizzo e nome).',
    ]);
  });

  it('take a level that does not apply, when it is said why', () => {
    const level = { none: { it: 'È un corso breve.', en: 'It is a short course.' } };
    expect(completeCredential({ ...complete, level }).level).toEqual(level);
  });
});

describe('the rule of a passport', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((credential) => ({ credential })) as [...{ credential: string }[]] as [
    { credential: string },
    { credential: string },
    { credential: string },
    { credential: string },
  ];
  const rule = { all: [a, { some: 1, of: [b, { all: [c, d] }] }] };
  const look = (...held: string[]) => {
    const { met, short, lacking } = resolveRule(rule, new Set(held));
    return { met, short, lacking, way: shortestWay(resolveRule(rule, new Set(held))) };
  };

  it.each([
    [[], false, 2, ['a', 'b', 'c', 'd'], ['a', 'b']],
    [['a'], false, 1, ['b', 'c', 'd'], ['b']],
    [['a', 'c'], false, 1, ['b', 'd'], ['b']],
    [['b'], false, 1, ['a'], ['a']],
    [['a', 'b'], true, 0, [], []],
    [['a', 'c', 'd'], true, 0, [], []],
    [['c', 'd'], false, 1, ['a'], ['a']],
  ])('with %j', (held, met, short, lacking, way) => {
    expect(look(...held)).toEqual({ met, short, lacking, way });
  });
});

describe('the microcredentials of MORAL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({}, { pages: (_, response) => void response.status(404).end() });
    await server.application.loadProgramme(shippedProgramme('moral'));
  });
  afterAll(() => server.close());
  const grants = [{ role: 'planner' as const, programme: 'moral', territory: null, organisation: null }];
  const planner = { id: 'p', email: 'p@example.org', name: 'P', grants };
  const own = () => server.application.credentials;

  it('are each an Achievement of the published model, aligned to its frameworks, ESCO and EQF', async () => {
    const all = await own().list('moral');
    expect(all.length).toBeGreaterThanOrEqual(6);
    for (const { key, content } of all)
      for (const language of ['it', 'en'] as const) {
        const badge = ReferenceAchievement.parse(await own().badge('moral', key, language));
        expect(badge.name).toBe(content.title[language]);
        const frameworks = badge.alignment?.map((one) => one.targetFramework) ?? [];
        expect(frameworks).toEqual(expect.arrayContaining(['ESCO', 'European Qualifications Framework']));
        expect(frameworks.filter((one) => /^(Dig|Life|Green|Entre)Comp/.test(one ?? ''))).toHaveLength(
          content.skills.length,
        );
        for (const text of [...content.outcomes, content.assessment.about, content.quality.about])
          expect(badge.criteria.narrative).toContain(text[language]);
      }
  });

  it('are given to a learner as a badge of the published model, whose name is kept nowhere', async () => {
    const badge = ReferenceBadge.parse(await own().issue(planner, 'moral', 'parlare-e-ascoltare', 'it', award));
    expect(badge['@context']).toEqual([...badgeContext]);
    expect(badge.credentialSubject.identifier?.map(({ identityHash }) => identityHash)).toEqual(['Ada Rossi', 'M-17']);
    expect([badge.validFrom, badge.description]).toEqual([
      '2026-06-15T00:00:00Z',
      expect.stringContaining('Senza firma'),
    ]);
    const kept = await server.application.database.rows(
      "SELECT to_json(audit)::VARCHAR AS line FROM audit WHERE action = 'credential.issue'",
    );
    expect([kept.length, JSON.stringify(kept).includes('Rossi')]).toEqual([1, false]);
    await expect(own().issue(null, 'moral', 'parlare-e-ascoltare', 'it', award)).rejects.toMatchObject({ code: 'sign_in_needed' }); // prettier-ignore
  });

  it('stand in a passport whose file is what its schema says, and tells what is missing', async () => {
    const file = PassportFile.parse(
      await own().file('moral', 'moral-passport', 'en', ['parlare-e-ascoltare', 'nothing']),
    );
    expect([file.signed, file.demo, file.met, file.held]).toEqual([false, true, false, ['parlare-e-ascoltare']]);
    expect(file.missing).toHaveLength(3);
    ReferenceContext.parse(file['@context']);
    ReferenceAchievement.parse(file.passport);
    for (const { key: _, ...one } of file.credentials) ReferenceAchievement.parse(one);
    const whole = await own().file('moral', 'moral-passport', 'en', [...file.held, ...file.missing]);
    expect([whole.met, whole.missing]).toEqual([true, []]);
  });

  it('are stacked into a passport, of which each version is published as a whole', async () => {
    const { content } = (await own().passports('moral'))[0]!;
    const rule = { some: 1, of: [{ credential: 'parlare-e-ascoltare' }, { credential: 'lavorare-in-gruppo' }] };
    const stack = (version: number, change: object, key = 'own', who: typeof planner | null = planner) =>
      own().stack(who, 'moral', key, { version, content: { ...content, ...change } });
    expect(await stack(0, { rule })).toMatchObject({ key: 'own', version: 1, demo: false, content: { rule } });
    const nested = (levels: number): object =>
      levels === 0 ? { credential: 'lavorare-in-gruppo' } : { all: [nested(levels - 1)] };
    const wrong = [
      [() => stack(1, { rule: nested(3_000) }), 'passport_faulty'],
      [() => stack(0, { rule }), 'revision_conflict'],
      [() => stack(1, { rule: { credential: 'nothing' } }), 'unknown_reference'],
      [() => stack(1, { rule: { ...rule, some: 3 } }), 'passport_faulty'],
      [() => stack(0, { rule }, 'No!'), 'credential_faulty'],
      [() => stack(0, { rule }, 'new'), 'credential_faulty'],
      [() => stack(1, { rule }, 'own', null), 'sign_in_needed'],
      [() => stack(1, { rule }, 'own', { ...planner, grants: [{ ...grants[0]!, programme: 'mantova' }] }), 'not_found'],
    ] as const;
    for (const [refused, code] of wrong) await expect(refused()).rejects.toMatchObject({ code });
    const bare = await stack(1, { title: null, awardingBodies: [], rule: { all: [] } }).catch(
      (error: unknown) => error,
    );
    expect((bare as Problem).document('en').detail).toMatch(/title, .*; who awards it; what it takes/);
    expect((await stack(1, { rule: { all: [rule] } })).version).toBe(2);
    expect((await own().passport('moral', 'own', ['lavorare-in-gruppo'])).resolution.met).toBe(true);
  });

  it('are written, published as a new version, and not brought back by the folder', async () => {
    const key = 'parlare-e-ascoltare';
    const { content, version } = await own().one('moral', key);
    const title = { it: 'Parlare bene', en: 'Speaking well' };
    const { revision, missing } = await own().edit(planner, 'moral', key, {
      revision: 0,
      content: { ...content, title },
    });
    expect([revision, missing]).toEqual([1, []]);
    await expect(own().edit(planner, 'moral', key, { revision: 0, content })).rejects.toMatchObject({ code: 'revision_conflict' }); // prettier-ignore
    expect(await own().publish(planner, 'moral', key, 1)).toMatchObject({ version: version + 1, demo: false });
    await server.application.database.write((tx) =>
      tx.run("UPDATE programme SET hash = 'x' WHERE id = 'moral'").then(),
    );
    await server.application.loadProgramme(shippedProgramme('moral'));
    expect((await own().one('moral', key)).content.title).toEqual(title);
    expect((await own().one('moral', key, version)).content).toEqual(content);
  });
});
