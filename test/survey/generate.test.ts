import { beforeAll, describe, expect, it } from 'vitest';
import { territoriesWithin } from '../../data/territory.ts';
import { Problem } from '../../problem.ts';
import { compileGenerator } from '../../survey/generate/response.ts';
import { QuestionSpec, type GeneratorFile, type InstrumentSpec } from '../../survey/generate/schema.ts';
import { generate } from '../../survey/generate/generate.ts';
import type { BulkResponse } from '../../survey/intake.ts';
import { readProgramme, type Programme } from '../../survey/programme/programme.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { smallProgramme, withProgramme } from '../support/small-programme.ts';

const share = (responses: readonly BulkResponse[], holds: (answers: BulkResponse['answers']) => boolean) =>
  responses.filter(({ answers }) => holds(answers)).length / responses.length;

describe('generated responses to the surveys of Basilicata', () => {
  let programme: Programme;
  let citizens: readonly BulkResponse[];

  const generator = (instrument: string, seed = 'test') => {
    const municipalities = territoriesWithin('17', programme.areas).filter(({ level }) => level === 'municipality');
    const places = new Map(municipalities.map((place) => [place.code, place]));
    const definition = programme.instruments.get(instrument)!;
    const days = ['2026-01-12', '2026-01-13'];
    return compileGenerator(
      {
        survey: 'test',
        definition,
        version: 1,
        noticeVersion: '1',
        instrument,
        generator: programme.generator,
        places,
        days,
      },
      seed,
    );
  };
  const draw = (instrument: string, size: number) => {
    const respond = generator(instrument);
    return Array.from({ length: size }, (_, index) => respond(index));
  };

  beforeAll(async () => {
    programme = await readProgramme('data/programme/basilicata');
    citizens = draw('citizen', 3_000);
  });

  it.each(['citizen', 'firm'])('pass the validator: %s', (instrument) => {
    const validate = compileValidator(programme.instruments.get(instrument)!);
    const refused = draw(instrument, 2_000).map(({ answers }) => validate(answers).faults);
    expect(refused.filter((faults) => faults.length > 0)).toEqual([]);
  });

  it('are the same bytes for the same seed, in whatever order they are drawn', () => {
    const [respond, again, other] = [generator('citizen'), generator('citizen'), generator('citizen', 'other')];
    const forward = [0, 1, 2, 3].map((index) => JSON.stringify(respond(index)));
    const backward = [3, 2, 1, 0].map((index) => JSON.stringify(again(index))).toReversed();
    expect(backward).toEqual(forward);
    expect(JSON.stringify(other(0))).not.toBe(forward[0]);
  });

  it('come from many places, on every day, in every language and mode that is assumed', () => {
    const different = (of: (response: BulkResponse) => unknown) => new Set(citizens.map(of)).size;
    expect(different(({ id }) => id)).toBe(citizens.length);
    expect(different(({ answers }) => answers['territory'])).toBeGreaterThan(100);
    expect(different(({ day }) => day)).toBe(2);
    expect([different(({ language }) => language), different(({ mode }) => mode)]).toEqual([2, 3]);
  });

  it('use the internet more than the population, as volunteers do', () => {
    expect(share(citizens, ({ internetUse }) => internetUse === 'daily')).toBeGreaterThan(0.72);
  });

  it('need other things where the assumptions say so', () => {
    const foreign = citizens.filter(({ answers }) => answers['citizenship'] === 'foreign');
    const italian = citizens.filter(({ answers }) => answers['citizenship'] === 'italian');
    const needsItalian = (answers: BulkResponse['answers']) =>
      ((answers['need_languages'] ?? []) as string[]).includes('italian');
    expect(share(foreign, needsItalian)).toBeGreaterThan(5 * share(italian, needsItalian));
  });

  it('leave some questions empty and decline others', () => {
    expect(share(citizens, ({ disability }) => disability === undefined)).toBeGreaterThan(0.05);
    expect(share(citizens, ({ comment }) => comment === undefined)).toBeGreaterThan(0.8);
    expect(share(citizens, ({ ageClass }) => ageClass === 'refused')).toBeGreaterThan(0);
  });
});

/** Responses to an instrument of a programme that ships. */
async function drawn(
  id: string,
  instrument: string,
  size: number,
  assumed: Readonly<Record<string, InstrumentSpec>> = {},
): Promise<readonly BulkResponse[]> {
  const { instruments, ...programme } = await readProgramme(`data/programme/${id}`);
  const generator = { ...programme.generator, ...assumed } as GeneratorFile;
  const source = { survey: instrument, definition: instruments.get(instrument)!, version: 1, noticeVersion: '1' };
  const days = ['2026-01-12'];
  const respond = compileGenerator({ ...source, instrument, generator, places: new Map(), days }, 'test');
  return Array.from({ length: size }, (_, index) => respond(index));
}

describe('generated responses from several countries', () => {
  it.each([
    ['moral', 'participants', { CY: 'el', GR: 'el', IT: 'it', PL: 'pl', ES: 'es' }],
    ['moral', 'employers', { CY: 'el', GR: 'el', IT: 'it', PL: 'pl', ES: 'es' }],
    ['city-experts', 'staff', { AT: 'de', FI: 'fi', DE: 'de', IT: 'it', SE: 'sv' }],
    ['city-experts', 'stakeholders', { AT: 'de', FI: 'fi', DE: 'de', IT: 'it', SE: 'sv' }],
    ['city-experts', 'citizens', { AT: 'de', FI: 'fi', DE: 'de', IT: 'it', SE: 'sv' }],
  ])('speak the language of their country, a few English: %s %s', async (id, instrument, spoken) => {
    const all = await drawn(id, instrument, 600);
    for (const [country, language] of Object.entries(spoken)) {
      const there = all.filter(({ answers }) => answers['territory'] === country);
      const own = there.filter((one) => one.language === language).length;
      expect([country, own / there.length > 0.85]).toEqual([country, true]);
      const others = new Set(there.map((one) => one.language).filter((one) => one !== language));
      expect([country, [...others].filter((one) => one !== 'en')]).toEqual([country, country === 'FI' ? ['sv'] : []]);
      expect([country, others.has('en')]).toEqual([country, true]);
    }
  });

  it('write their remarks in the language they answer in', async () => {
    const { participants: assumed } = (await readProgramme('data/programme/moral')).generator;
    const texts = { it: ['it'], en: ['en'], es: ['es'], el: ['el'], pl: ['pl'] };
    const comment = QuestionSpec.parse({ texts });
    const participants = { ...assumed!, blank: {}, questions: { ...assumed!.questions, comment } };
    const all = await drawn('moral', 'participants', 200, { participants });
    expect(all.filter(({ language, answers }) => answers['comment'] !== language)).toEqual([]);
    expect(new Set(all.map(({ language }) => language)).size).toBe(5);
  });
});

describe('generated responses to a census', () => {
  it('come from each of the seven foundations once', async () => {
    const seven = await drawn('40ready', 'readiness', 7);
    expect(new Set(seven.map(({ answers }) => answers['foundation'])).size).toBe(7);
  });
});

describe('generating', () => {
  it('stores the responses, marks the survey as made up and brings the tables up to them', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const done: number[] = [];
      const onProgress = (count: number) => void done.push(count);
      const options = { survey: 'small-persons', responses: 2_100, seed: 'a', onProgress };
      expect(await generate(small, options)).toEqual({ stored: 2_100, known: 0 });
      expect(done).toEqual([2_000, 2_100]);
      expect(small.intake.total('small-persons')).toBe(2_100);
      expect(small.registry.entry('small-persons').compiled.synthetic).toBe(true);
      expect(small.registry.entry('small-firms').compiled.synthetic).toBe(false);
      const [row] = await small.database.rows('SELECT count(*)::INTEGER AS n FROM answer_small_persons');
      expect(row).toEqual({ n: 2_100 });
    });
  });

  it('goes on where it was stopped, and adds nothing twice', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      const stop = new AbortController();
      const options = { survey: 'small-firms', responses: 4_500, seed: 'a' };
      const first = await generate(small, { ...options, signal: stop.signal, onProgress: () => stop.abort() });
      expect(first).toEqual({ stored: 2_000, known: 0 });
      expect(await generate(small, options)).toEqual({ stored: 2_500, known: 2_000 });
    });
  });

  it('is refused where people have answered', async () => {
    await withProgramme(smallProgramme(), async (small) => {
      await small.accept('small-firms', { sector: 'A', place: 'outside' });
      const refused = generate(small, { survey: 'small-firms', responses: 1, seed: 'a' });
      await expect(refused).rejects.toMatchObject({ code: 'not_synthetic' });
      await expect(generate(small, { survey: 'x', responses: 1, seed: 'a' })).rejects.toThrow(Problem);
      expect(small.intake.total('small-firms')).toBe(1);
    });
  });
});
