import { beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession, InterchangeReport } from '../../survey/contract.ts';
import { zip } from '../../survey/zip.ts';
import { foreignProject, small } from './foreign.ts';
import { addCode, code, everyExport, hold, openStage, opened, said, told, top, words, type Caller } from './stage.ts';

const [here, there] = [openStage(), openStage('40ready')];
const project = `${top}.qdpx?programme=moral`;
const codebook = '/api/codes.qdc?programme=moral';

let [moderator, analyst, coder, other]: Caller[] = [];
let session: FocusSession;

beforeAll(async () => {
  moderator = await here.member('moderator');
  analyst = await here.member('analyst');
  coder = await here.member('coder');
  other = await there.member('analyst');
  session = await hold(moderator);
  const parent = await addCode(analyst, 'Competenze', { description: 'Ciò che «serve»\n& manca' });
  const child = await addCode(analyst, 'Lingue', { parent: parent.id, colour: '#C2502E' });
  await code(coder, session.id, 'first', [parent, child]);
  await code(await here.member('coder'), session.id, 'second', [child, parent], 5);
});

describe('a project taken to an empty system', () => {
  it('is the same there: sources, codes and codings', async () => {
    const file = (await analyst!('GET', project)).bytes;
    const { status, json } = await other!<InterchangeReport>('POST', project, file);
    expect([status, json]).toEqual([
      200,
      { codes: 2, sessions: 1, statements: 3, codings: json.codings, already: 0, otherSources: 0, unknownLinks: 0 },
    ]);
    // two codes a statement for each coder, and what was settled between them
    expect(json.codings).toBeGreaterThanOrEqual(12);
    const back = await other!('GET', project);
    expect(opened(back.bytes).replace(/\nleftOut: \d/, '')).toBe(opened(file).replace(/\nleftOut: \d/, ''));
    const texts = async (who: Caller) => (await said(who, session.id)).map(({ id, text }) => [id, text]);
    expect(await texts(other!)).toEqual((await texts(analyst!)).filter(([, text]) => text !== words.kept));
  });

  it('changes nothing when it is brought a second time', async () => {
    const file = (await analyst!('GET', project)).bytes;
    const { json } = await other!<InterchangeReport>('POST', project, file);
    expect(json).toMatchObject({ codes: 0, sessions: 0, statements: 0, codings: 0 });
    expect(json.already).toBeGreaterThan(10);
    expect(await said(other!, session.id)).toHaveLength(3);
  });

  it('is refused as a whole when something is here with other words', async () => {
    const [{ id } = { id: '' }] = await said(other!, session.id);
    await there
      .server()
      .application.database.write((tx) => tx.run("UPDATE focus_statement SET text = 'altro' WHERE id = ?::UUID", [id]));
    const fresh = await addCode(analyst!, 'Un terzo codice');
    const { status, json } = await other!<{ code: string; errors: { path: string; code: string }[] }>(
      ...(['POST', project, (await analyst!('GET', project)).bytes] as const),
    );
    expect([status, json.code]).toEqual([409, 'interchange_differs']);
    expect(json.errors).toEqual([
      expect.objectContaining({
        path: `Project/Sources/TextSource[1]/PlainTextSelection[@guid="${id}"]`,
        code: 'differs',
      }),
    ]);
    expect((await other!('GET', codebook)).text).not.toContain(fresh.id);
  });

  it('does not bring back what was removed there', async () => {
    const [, { id } = { id: '' }] = await said(other!, session.id);
    await there.server().application.database.write(async (tx) => {
      await tx.run("UPDATE focus_statement SET removed = true, text = '' WHERE id = ?::UUID", [id]);
      const [first] = await tx.rows<{ id: string }>(
        "SELECT id::VARCHAR AS id FROM focus_statement WHERE text = 'altro'",
      );
      await tx.run('UPDATE focus_statement SET text = ? WHERE id = ?::UUID', [words.quoted, first!.id]);
    });
    const { status, text } = await other!('POST', project, (await analyst!('GET', project)).bytes);
    expect([status, text]).toEqual([200, expect.any(String)]);
    expect((await said(other!, session.id)).map((one) => one.id)).not.toContain(id);
  });

  it('may come from another program', async () => {
    const { status, json } = await other!<InterchangeReport>('POST', project, foreignProject());
    expect([status, json]).toEqual([
      200,
      { codes: 3, sessions: 1, statements: 2, codings: 3, already: 0, otherSources: 1, unknownLinks: 0 },
    ]);
    const statements = (
      await other!<{ text: string; quotable: boolean; hints: object[] }[]>('GET', `${top}/${small(20)}/statements`)
    ).json;
    expect(statements.map(({ quotable }) => quotable)).toEqual([false, false]);
    const codings = (await other!<{ quote: string }[]>('GET', `${top}/${small(20)}/codings`)).json;
    expect(codings.map(({ quote }) => quote)).toContain('la puntualità 🙂');
    // nobody consented, so nothing of it goes out again
    expect(await told(other!, `${top}/${small(20)}/project.qdpx`)).not.toContain('puntualità 🙂');
  });

  it('is refused with the place of each fault, and nothing is kept', async () => {
    const faulty = foreignProject({
      document: (xml) => xml.replaceAll('0F0A5B00', '1').replace(/startPosition="\d+"/, ''),
    });
    const { status, json } = await other!<{ code: string; errors: { path: string }[] }>('POST', project, faulty);
    expect([status, json.code, json.errors[0]?.path]).toEqual([
      ...[422, 'invalid_interchange', 'Project/Sources/TextSource[1]/PlainTextSelection[1]@startPosition'],
    ]);
    expect((await other!('POST', project, zip({ 'a.txt': Buffer.from('x') }))).status).toBe(422);
    expect((await other!('POST', project, Buffer.from('PK'), 'text/plain')).status).toBe(415);
  });
});

describe('a text of thousands of paragraphs', () => {
  it('comes in whole and in its order, and is known when it comes again', async () => {
    const lines = Array.from({ length: 2500 }, (_, at) => `Paragrafo ${at + 1}: serve più tempo.`);
    const source = `<TextSource guid="${small(900)}" name="Lungo" plainTextPath="internal://${small(900)}.txt"/>`;
    const document = `<Project xmlns="urn:QDA-XML:project:1.0" name="Lungo"><Sources>${source}</Sources></Project>`;
    const file = zip({
      'project.qde': Buffer.from(document),
      [`sources/${small(900)}.txt`]: Buffer.from(lines.join('\n\n')),
    });
    const first = await other!<InterchangeReport>('POST', project, file);
    expect([first.status, first.json.statements]).toEqual([200, 2500]);
    expect((await said(other!, small(900))).map(({ text }) => text)).toEqual(lines);
    const again = await other!<InterchangeReport>('POST', project, file);
    expect([again.json.statements, again.json.already]).toEqual([0, 2501]);
  });
});

describe('a codebook', () => {
  it('can be used in another programme of the same system, under identifiers of its own', async () => {
    const lead = await there.member('analyst', '40ready');
    const file = (await other!('GET', codebook)).bytes;
    const into = '/api/codes.qdc?programme=40ready';
    const first = (await lead<InterchangeReport>('POST', into, file)).json;
    expect(first.codes).toBeGreaterThan(1);
    expect((await lead<InterchangeReport>('POST', into, file)).json).toMatchObject({ codes: 0, already: first.codes });
    const guids = (text: string) => [...text.matchAll(/guid="([^"]*)"/g)].map(([, guid]) => guid);
    const names = (text: string) => [...text.matchAll(/ name="([^"]*)"/g)].map(([, name]) => name);
    const [own, theirs] = [(await lead('GET', into)).text, file.toString('utf8')];
    expect(names(own)).toEqual(names(theirs));
    expect(guids(own).filter((guid) => guids(theirs).includes(guid))).toEqual([]);
  });

  it('is not brought by a coder or a moderator', async () => {
    const file = (await analyst!('GET', codebook)).bytes;
    expect((await moderator!('POST', codebook, file)).status).toBe(404);
    expect((await coder!('POST', project, file)).status).toBe(404);
  });
});

describe('what may not be quoted', () => {
  it('is in no export, whoever asks', async () => {
    for (const who of [moderator!, analyst!, coder!])
      for (const path of everyExport(session.id)) {
        const text = await told(who, path);
        expect(text).not.toContain(words.kept);
        // a moderator sees no codings, by which that table goes
        if (who !== moderator || !path.includes('coded')) expect(text).toContain('utile');
      }
  });

  it('stays in reach of the moderator and the analyst on a page, and of no coder', async () => {
    const internal = `${top}/${session.id}/minutes?version=internal`;
    for (const who of [moderator!, analyst!]) expect(await told(who, internal)).toContain(words.kept);
    expect((await coder!('GET', internal)).status).toBe(404);
  });

  it('is out of reach of another moderator, by id, in a list and in an export', async () => {
    const stranger = await here.member('moderator');
    for (const path of everyExport(session.id)) {
      const { status, bytes, text } = await stranger('GET', path);
      if (path.includes('programme=')) {
        expect(status).toBe(200);
        expect(path.includes('.qdpx') ? opened(bytes) : text).not.toContain(session.id);
      } else expect([path, status]).toEqual([path, 404]);
    }
  });

  it('is gone from every export as soon as the consent is taken back', async () => {
    expect((await moderator!('DELETE', `${top}/${session.id}/participants/1/quotes`)).status).toBe(200);
    for (const path of everyExport(session.id)) {
      const text = await told(analyst!, path);
      for (const one of ['utile', words.spanish, words.translation, 'e poi basta'])
        expect([path, text]).not.toContain(one);
      expect(text).not.toMatch(/utile|práctica|pratica in azienda|e poi basta/);
    }
  });
});

describe('each export and import', () => {
  it('is noted with what it held, and without a word of it', async () => {
    const out = await here.acts('interchange.export');
    expect(new Set(out.map(({ detail }) => (JSON.parse(detail) as { as: string }).as))).toEqual(
      new Set(['qdpx', 'qdc', 'csv', 'txt', 'md']),
    );
    const first = JSON.parse(out.find(({ detail }) => detail.includes('qdpx'))!.detail) as object;
    expect(first).toMatchObject({ as: 'qdpx', sessions: 1, statements: 3, leftOut: 1 });
    const imported = await there.acts('interchange.import');
    expect(imported.length).toBeGreaterThan(3);
    expect(JSON.stringify([out, imported])).not.toContain('utile');
  });
});

describe('the table of what was coded', () => {
  it('is never taken for a formula, and has a row a coding', async () => {
    const { id } = await hold(moderator!, 'Seconda sessione');
    const csv = await told(moderator!, `${top}/${id}/statements.csv`);
    const [header = '', ...rows] = csv.trimEnd().split('\n');
    expect(header.split(',').slice(0, 4)).toEqual(['session', 'title', 'heldOn', 'territory']);
    expect(csv).toContain(`'${words.formula}`);
    // one of the four has a line end in it
    expect(rows).toHaveLength(5);
  });
});
