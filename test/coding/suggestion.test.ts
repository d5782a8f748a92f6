import { beforeAll, describe, expect, it } from 'vitest';
import { findSkills } from '../../survey/coding/search.ts';
import { stemOf } from '../../survey/coding/stem.ts';
import type { Code, Suggestion } from '../../survey/contract.ts';
import { both } from '../support/small-instrument.ts';
import { addCode, codeIn, openStage, refusal, type Caller } from './stage.ts';

const stage = openStage();
let coder: Caller;
let code: Code;
beforeAll(async () => {
  const lead = await stage.member('analyst');
  coder = await stage.member('coder');
  code = await addCode(lead, {
    labels: both('Puntualità'),
    description: 'Arrivare in orario al colloquio',
    skill: 'interview',
  });
  await addCode(coder, { labels: both('Solo proposto'), skill: 'interview' });
});

const ask = async (text: string, language = 'it') =>
  (await coder<Suggestion[]>('POST', '/api/skill-suggestions', { programme: 'small', text, language })).json;

describe('skills whose words stand in a text', () => {
  it('are found by any form of the word, with or without accents', async () => {
    const told = await ask('Imparare le LINGUE, soprattutto quella spagnola: nessuna capacita di parlare');
    expect(told.map(({ skill }) => skill)).toEqual(expect.arrayContaining(['spanish', 'english', 'interview']));
    expect(told[0]).toMatchObject({ skill: 'spanish', label: { it: 'Lingua spagnola', en: 'Spanish language' } });
    expect(told[0]!.found).toEqual(['LINGUE', 'spagnola']);
    expect(told.find(({ skill }) => skill === 'interview')!.found).toEqual(['capacita']);
  });

  it('are found by what their accepted codes are called, and name these codes', async () => {
    const [first, ...more] = await ask('Non sono mai puntuali: ai colloqui arrivano tardi');
    expect(more).toEqual([]);
    expect(first).toMatchObject({ skill: 'interview', codes: [code.id] });
    expect(first!.found).toEqual(expect.arrayContaining(['puntuali', 'colloqui', 'arrivano']));
    expect(await ask('Solo proposto')).toEqual([]);
  });

  it('are found in the language of the text', async () => {
    expect((await ask('She was communicating badly', 'en')).map(({ skill }) => skill)).toEqual(['interview']);
    expect(stemOf('comunicaciones', 'es')).toBe(stemOf('comunicación', 'es'));
    expect(stemOf('città', 'it')).toBe('citt');
    const spanish = [{ key: 'team', label: 'Trabajo en equipo', more: '' }];
    expect(findSkills(spanish, 'Los equipos trabajan juntos', 'es')[0]!.words).toEqual(['equipos', 'trabajan']);
    // a language without a stemmer compares whole words
    expect(findSkills([{ key: 'team', label: 'Praca zespołowa', more: '' }], 'praca', 'pl')).toHaveLength(1);
  });

  it('are not found by words that say nothing', async () => {
    expect(await ask('il la di che non è per una, in un')).toEqual([]);
    expect(await ask('')).toEqual([]);
    expect(await ask('🙂 * + " OR ~ (')).toEqual([]);
  });

  it('code nothing by themselves, and are for who codes', async () => {
    await ask('Le lingue');
    const rows = await stage.server().application.database.rows('SELECT 1 AS n FROM coding');
    expect(rows).toEqual([]);
    const body = { programme: 'small', text: 'x', language: 'it' };
    const { codings } = stage.server().application;
    for (const who of [stage.person('moderator'), stage.person('coder', { programme: 'other' })])
      expect(await refusal(() => codings.suggestions(who, body))).toBe('not_found');
    expect(codeIn(await coder('POST', '/api/skill-suggestions', { ...body, language: 'xx' }))).toBe('malformed');
  });
});
