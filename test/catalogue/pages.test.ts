import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shipped } from '../browser/stage.ts';
import { testServer, type TestServer } from '../support/server.ts';

const openDay = () => new Date('2026-12-01T10:00:00Z');
let server: TestServer;
beforeAll(async () => {
  server = await testServer({}, { now: openDay });
  await shipped('basilicata', 'moral')(server);
});
afterAll(() => server.close());

const get = (path: string) => fetch(server.address + path, { redirect: 'manual', headers: { accept: 'text/html' } });
const pageOf = async (path: string) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  return response.text();
};
const titlesIn = (html: string) =>
  [...html.matchAll(/href="[^"]*\/catalogue\/[a-z]+\/([a-z0-9-]+)"/g)].map(([, key]) => key!);
const counted = (html: string) => Number(/id="found"[^>]*>(?:<!--.*?-->)*\s*(\d+)/.exec(html)?.[1] ?? 0);

describe('the search without a script', () => {
  it('finds words whatever their accents, capitals and endings, in the language of the page', async () => {
    const { catalogue } = server.application;
    const found = await catalogue.find('basilicata', 'inglese', 'it');
    expect(found.length).toBeGreaterThan(3);
    for (const words of ['INGLESE', 'ìnglési', 'ingl', 'l’inglese']) {
      expect([words, new Set(await catalogue.find('basilicata', words, 'it'))]).toEqual([words, new Set(found)]);
    }
    // places and skills are words of a course too, and all words must be there
    expect(await catalogue.find('basilicata', 'inglese melfi', 'it')).toContain('inglese-tecnico-per-la-fabbrica');
    expect(await catalogue.find('basilicata', 'inglese saldatura', 'it')).toEqual([]);
    expect(await catalogue.find('basilicata', 'welding', 'en')).toContain('saldatore');
    expect(await catalogue.find('basilicata', 'il per', 'it')).toHaveLength(103);
    await expect(catalogue.find('nowhere', 'x', 'it')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has one address for a view, without what the form left empty', async () => {
    const response = await get('/catalogue/basilicata?q=inglese&place=&within=&skill=&mode=&starts=');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/catalogue/basilicata?q=inglese']);
    const strange = await get('/en/catalogue/basilicata?place=077014&q=%20a%20%20b&utm=1');
    expect(strange.headers.get('location')).toBe('/en/catalogue/basilicata?q=a+b&place=077014');
    expect((await get(strange.headers.get('location')!)).status).toBe(200);
  });

  it('shows distance, next date and free seats, the nearest first', async () => {
    const html = await pageOf('/catalogue/basilicata?skill=english&place=076048&within=60');
    expect(html).toContain('entro 60 km da Melfi');
    expect(html).toMatch(/Melfi, nel tuo comune/);
    expect(titlesIn(html)[0]).toBe('inglese-tecnico-per-la-fabbrica');
    expect(html).toMatch(/post[oi] liber[oi] su \d+/);
    const near = counted(html);
    const all = counted(await pageOf('/catalogue/basilicata?skill=english&place=076048'));
    expect(near).toBeGreaterThan(0);
    expect(near).toBeLessThan(all);
  });

  it('says why nothing is there and what would fill it, and leads on', async () => {
    const untaught = await pageOf('/catalogue/basilicata?skill=sign_language');
    expect(untaught).toContain('Nessun corso insegna «Lingua dei segni».');
    expect(untaught).toContain('href="/skill/basilicata/sign_language"');
    const narrow = await pageOf('/catalogue/basilicata?skill=welding&place=076020&within=10');
    expect(narrow).toContain('Nessun corso');
    expect(narrow).toContain('href="/catalogue/basilicata?skill=welding&amp;place=076020"');
  });

  it('shows thirty courses and the way to the others', async () => {
    expect(new Set(titlesIn(await pageOf('/catalogue/basilicata'))).size).toBe(30);
    expect(new Set(titlesIn(await pageOf('/catalogue/basilicata?all=1'))).size).toBe(103);
  });

  it('draws the map when it is asked for, with every place as a link', async () => {
    expect(await pageOf('/catalogue/basilicata?skill=english')).not.toContain('<figure');
    const html = await pageOf('/catalogue/basilicata?skill=english&place=077014&within=30&map=1');
    expect(html).toContain('class="reach');
    expect(html).toContain('href="/catalogue/basilicata?skill=english&amp;place=077014&amp;map=1"');
  });

  it('asks for a country where the programme lies in several', async () => {
    const html = await pageOf('/catalogue/moral?place=ES');
    expect(html).toContain('in Spagna');
    expect(html).not.toContain('name="within"');
    expect(counted(html)).toBeLessThan(62);
  });

  it('is marked as invented, and kept out of search engines', async () => {
    const html = await pageOf('/catalogue/basilicata');
    expect(html).toContain('corsi, enti, date e posti sono inventati');
    expect(html).toContain('<meta name="robots" content="noindex"');
  });
});

/** What schema.org and search engines require of a course and of its instances; nothing else may stand there. */
const Day = z.iso.date();
const Organization = z.strictObject({
  '@type': z.literal('Organization'),
  name: z.string().min(1),
  url: z.url().optional(),
});
const Instance = z.strictObject({
  '@type': z.literal('CourseInstance'),
  courseMode: z.enum(['Onsite', 'Online', 'Blended']),
  ...{ startDate: Day, endDate: Day, courseWorkload: z.string().regex(/^PT\d+H$/) },
  location: z
    .strictObject({
      '@type': z.literal('Place'),
      name: z.string().min(1),
      geo: z
        .strictObject({ '@type': z.literal('GeoCoordinates'), latitude: z.number(), longitude: z.number() })
        .optional(),
    })
    .optional(),
  maximumAttendeeCapacity: z.int().min(1),
  remainingAttendeeCapacity: z.int().min(0).optional(),
});
const Course = z.strictObject({
  ...{ '@context': z.literal('https://schema.org'), '@type': z.literal('Course'), '@id': z.url(), url: z.url() },
  ...{ courseCode: z.string(), name: z.string().min(1), description: z.string().min(30).max(500) },
  ...{ inLanguage: z.enum(['it', 'en']), teaches: z.array(z.string()).min(1), provider: Organization },
  educationalLevel: z
    .string()
    .regex(/^EQF [1-8]$/)
    .optional(),
  ...{ coursePrerequisites: z.string().optional(), educationalCredentialAwarded: z.string().optional() },
  audience: z.array(z.strictObject({ '@type': z.literal('EducationalAudience'), audienceType: z.string() })).optional(),
  hasCourseInstance: z.array(Instance),
});

const dataIn = (html: string) => /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';

describe('the page of a course', () => {
  it.each(['/catalogue/basilicata', '/en/catalogue/moral'])(
    '%s: each tells search engines what they require',
    async (path) => {
      const { courses } = server.application.catalogue;
      for (const { key, editions } of (await courses(path.split('/').at(-1)!)).slice(0, 25)) {
        const html = await pageOf(`${path}/${key}`);
        const told = Course.parse(JSON.parse(dataIn(html)));
        expect(new URL(told.url).pathname).toBe(`${path}/${key}`);
        expect(told.hasCourseInstance).toHaveLength(editions.length);
      }
    },
  );

  it('says what one learns, how, where, what it costs and for whom', async () => {
    const html = await pageOf('/catalogue/basilicata/operatore-socio-sanitario-oss');
    for (const text of [
      ...['Operatore socio-sanitario (OSS)', 'href="/skill/basilicata/health_assistant"', 'si parte da qui'],
      ...['1.000 ore: 600 ore in aula e 400 ore online', 'Prova finale', 'Qualifica professionale', '3 su 8 (EQF)'],
      ...['Potenza', 'Matera', 'Licenza media e 18 anni', 'Scuola di cura e assistenza', 'a edizione'],
    ]) {
      expect(html).toContain(text);
    }
  });

  it('lets no text of a catalogue out of its data', async () => {
    const { database } = server.application;
    await database.write(async (tx) => {
      await tx.run(`UPDATE course SET title_it = '</script><script>alert(1)</script>' WHERE key = 'muratore'`);
    });
    const html = await pageOf('/catalogue/basilicata/muratore');
    expect(Course.parse(JSON.parse(dataIn(html))).name).toBe('</script><script>alert(1)</script>');
    expect(html).not.toContain('<script>alert');
  });

  it('does not exist for a course that nobody offers, or a programme that is not there', async () => {
    expect((await get('/catalogue/basilicata/nothing')).status).toBe(404);
    expect((await get('/catalogue/nothing')).status).toBe(404);
    expect((await get('/catalogue/nothing/x')).status).toBe(404);
  });
});

it('leads from a skill to its courses', async () => {
  const html = await pageOf('/skill/basilicata/english');
  expect(html).toContain('href="/catalogue/basilicata?skill=english"');
  expect(titlesIn(html).length).toBeGreaterThan(2);
  expect(await pageOf('/skill/basilicata/sign_language')).toContain('Nessun corso insegna');
  expect(await pageOf('/programme/basilicata')).toContain('href="/catalogue/basilicata"');
});
