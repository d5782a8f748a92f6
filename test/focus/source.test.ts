import { beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession, ImportedSource, SourcePreview, SourceUpload, Unheard } from '../../survey/contract.ts';
import { zip } from '../../survey/zip.ts';
import { openSession, openStage, planOf, say, statementsOf, top, type Caller } from './stage.ts';
import { csvOf, docxOf, liar, srt, vtt } from './source-file.ts';

const stage = openStage();
let who: Caller;
let session: FocusSession;
beforeAll(async () => {
  who = await stage.member('moderator');
  session = await openSession(who);
});

const upload = (name: string, bytes: Uint8Array | string, more: Partial<SourceUpload> = {}): SourceUpload => ({
  ...{ name, content: Buffer.from(bytes as string).toString('base64') },
  ...{ language: 'it', topic: null, participants: {} },
  ...more,
});
type Refused = { code: string; detail: string; errors?: { path: string }[] };
const look = (file: SourceUpload) => who<SourcePreview & Refused>('POST', `${top}/${session.id}/sources/preview`, file);
const take = (file: SourceUpload, at = session) =>
  who<ImportedSource & Refused>('POST', `${top}/${at.id}/sources`, file);
const said = async (file: SourceUpload) =>
  (await look(file)).json.statements.map(({ participant, text }) => [participant, text]);

describe('running text', () => {
  it('is cut at paragraphs and speakers, who become numbers', async () => {
    const text =
      'M: Che cosa serve?\n\nP1: Serve tempo.\nE anche\nun posto.\n\nPoi i trasporti.\n\nMario: D’accordo.\n\nUna cosa: il bus.\n';
    const { json } = await look(upload('note.txt', text, { participants: { mario: 2 } }));
    expect(json.statements.map(({ participant, text: words }) => [participant, words])).toEqual([
      [null, 'Che cosa serve?'],
      [1, 'Serve tempo. E anche un posto.'],
      [1, 'Poi i trasporti.'],
      [2, 'D’accordo.'],
      [2, 'Una cosa: il bus.'],
    ]);
    expect(json.speakers).toEqual([
      { name: 'M', participant: null },
      { name: 'P1', participant: 1 },
      { name: 'Mario', participant: 2 },
    ]);
    expect(json.faults).toEqual([]);
  });

  it('is one statement a line where it has no gaps', async () => {
    expect(await said(upload('note.txt', 'Uno.\r\nDue.\r\nTre.'))).toEqual([
      [null, 'Uno.'],
      [null, 'Due.'],
      [null, 'Tre.'],
    ]);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\uFEFFPerché è così: “però”')],
    ['UTF-16, little end first', Buffer.from('\uFEFFPerché è così: “però”', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFPerché è così: “però”', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from([...'Perch\xE9 \xE8 cos\xEC: \x93per\xF2\x94'].map((sign) => sign.charCodeAt(0)))],
  ])('is read as %s', async (_, bytes) => {
    expect(await said(upload('note.txt', bytes))).toEqual([[null, 'Perché è così: “però”']]);
  });

  it('that is too long for one statement is cut between words, and nothing is lost', async () => {
    const words = 'parola '.repeat(1500).trim();
    const pieces = (await said(upload('note.txt', words))).map(([, text]) => String(text));
    expect(pieces.every((piece) => piece.length <= 4000)).toBe(true);
    expect(pieces.join(' ')).toBe(words);
  });
});

describe('subtitles', () => {
  it.each([
    ['WebVTT', upload('a.vtt', vtt, { participants: { 'Anna Bianchi': 2 } })],
    ['SubRip', upload('a.srt', srt, { participants: { 'Anna Bianchi': 2 } })],
  ])('in %s: cues of one speaker are one statement, without times', async (_, file) => {
    expect(await said(file)).toEqual([
      [null, 'Buongiorno a tutti.'],
      [2, 'Io cerco lavoro & non lo trovo da un anno.'],
      [1, 'Anch’io.'],
    ]);
  });

  it('with a time that cannot be read are refused by line, as a whole', async () => {
    const broken = srt.replace('00:00:09,000 -->', '00:00:09,000 ->');
    const file = upload('b.srt', broken, { participants: { 'Anna Bianchi': 2 } });
    expect((await look(file)).json.faults.map(({ line, code }) => [line, code])).toEqual([[13, 'time']]);
    const refused = await take(file);
    expect([refused.status, refused.json.code, refused.json.errors?.[0]?.path]).toEqual([
      422,
      'invalid_rows',
      '13.time',
    ]);
  });
});

describe('a word processor’s file', () => {
  it('gives its paragraphs as they read with all changes accepted', async () => {
    const file = upload('nota.docx', docxOf(), { language: 'es' });
    expect(await said(file)).toEqual([
      [1, 'Hace falta tiempo & apoyo.'],
      [1, 'Y un diploma breve.'],
    ]);
  });

  it.each([
    ['that holds too much', zip({ 'word/document.xml': new Uint8Array(25_000_000) })],
    ['that says less than it holds', liar()],
    ['that declares entities', docxOf('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>')],
    ['that is cut', docxOf().subarray(0, 200)],
    ['that is none', zip({ 'hello.txt': Buffer.from('x') })],
    ['whose XML is wrong', zip({ 'word/document.xml': Buffer.from('<w:p><w:t>x</w:p>') })],
  ])('%s is refused at once', async (_, bytes) => {
    const begin = performance.now();
    const { status, json } = await look(upload('nota.docx', bytes));
    expect([status, json.code]).toEqual([422, 'unreadable_file']);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});

describe('a table', () => {
  it('keeps language, translation and translator of each row', async () => {
    const file = upload(
      'tabla.csv',
      csvOf('2;helpYoung;barrier;es;"Falta, tiempo";Manca il tempo;Ada', ';;silence;;;;'),
    );
    const { json } = await look(file);
    expect(json.faults).toEqual([]);
    expect(json.statements).toEqual([
      {
        ...{ participant: 2, topic: 'helpYoung', kind: 'barrier', language: 'es', text: 'Falta, tiempo' },
        ...{ translation: 'Manca il tempo', translator: 'Ada' },
      },
      {
        participant: null,
        topic: null,
        kind: 'silence',
        language: 'it',
        text: '',
        translation: null,
        translator: null,
      },
    ]);
  });

  it('is refused with each fault by its line, and nothing is stored', async () => {
    const file = upload(
      'tabla.csv',
      csvOf(
        '9;;need;it;Bene;;',
        ';x;need;it;Bene;;',
        ';;wish;it;Bene;;',
        ';;need;fr;Bene;;',
        ';;need;it;;;',
        ';;need;it;a;b;',
        'x',
      ),
    );
    const { json } = await look(file);
    expect(json.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      ...['2 unknown_participant', '3 unknown_topic', '4 kind', '5 language', '6 text', '7 translator', '8 columns'],
    ]);
    const before = await statementsOf(who, session.id);
    expect((await take(file)).status).toBe(422);
    expect(await statementsOf(who, session.id)).toEqual(before);
    expect((await look(upload('t.csv', 'a,b\n1,2'))).json.faults).toMatchObject([{ line: 1, code: 'columns' }]);
    expect((await look(upload('t.txt', ' \n'))).json.faults).toMatchObject([{ line: 1, code: 'empty' }]);
  });
});

describe('importing', () => {
  it('is done once for a file, stores no speaker’s name, and is taken back as a whole', async () => {
    const here = await openSession(who);
    const { json: live } = await say(who, here.id);
    const text = 'Vincenzina: Serve un attestato.\n\nVincenzina: Scrivetemi a v@esempio.it\n\nP2: Anche a me.';
    const file = upload('note.txt', text, { participants: { Vincenzina: 1 }, topic: 'helpYoung' });
    const first = await take(file, here);
    expect([first.status, first.json.statements]).toEqual([201, 3]);
    const again = await take(file, here);
    expect([again.status, again.json]).toEqual([200, first.json]);
    const rows = await statementsOf(who, here.id);
    expect(rows.map(({ participant, text: words, topic, source }) => [participant, words, topic, source])).toEqual([
      [1, live.text, 'helpLongTerm', null],
      [1, 'Serve un attestato.', 'helpYoung', first.json.id],
      [1, 'Scrivetemi a v@esempio.it', 'helpYoung', first.json.id],
      [2, 'Anche a me.', 'helpYoung', first.json.id],
    ]);
    expect(rows.map(({ quotable, hints }) => [quotable, hints.length])).toEqual([
      [true, 0],
      [true, 0],
      [false, 1],
      [false, 0],
    ]);
    for (const table of ['focus_statement', 'focus_source', 'focus_participant', 'audit'])
      expect(
        JSON.stringify(await stage.server().application.database.rows(`SELECT t::VARCHAR AS t FROM ${table} t`)),
      ).not.toContain('Vincenzina');
    const path = `${top}/${here.id}/sources`;
    expect((await who('GET', path)).json).toEqual([first.json]);
    expect((await who('DELETE', `${path}/${first.json.id}`)).status).toBe(204);
    expect((await statementsOf(who, here.id)).map(({ id }) => id)).toEqual([live.id]);
    expect((await take(file, here)).status).toBe(201);
  });

  it('makes a session of old notes of one that nobody wrote in', async () => {
    const here = await openSession(who);
    await take(upload('note.txt', 'Una frase.'), here);
    expect((await who<FocusSession>('GET', `${top}/${here.id}`)).json.origin).toBe('imported');
  });

  it('makes a session that was planned one that was held on its day; taken back, it is planned again', async () => {
    const now = async (id: string) => {
      const { state, origin } = (await who<FocusSession>('GET', `${top}/${id}`)).json;
      return [state, origin];
    };
    const { json: here } = await who<FocusSession>('POST', top, planOf({ heldOn: '2026-05-04' }));
    const first = await take(upload('prima.txt', 'Una frase.'), here);
    expect(await now(here.id)).toEqual(['closed', 'imported']);
    const second = await take(upload('seconda.txt', 'Un’altra frase.'), here);
    expect(second.status).toBe(201);
    for (const [file, state] of [
      [second, ['closed', 'imported']],
      [first, ['planned', 'live']],
    ] as const) {
      expect((await who('DELETE', `${top}/${here.id}/sources/${file.json.id}`)).status).toBe(204);
      expect(await now(here.id)).toEqual(state);
    }
    const { json: coming } = await who<FocusSession>('POST', top, planOf({ heldOn: '2026-12-04' }));
    await take(upload('prima.txt', 'Una frase.'), coming);
    expect(await now(coming.id)).toEqual(['planned', 'imported']);
  });

  it('lets a place count as heard, though the session was never begun here', async () => {
    const heard = async () =>
      (await who<Unheard>('GET', `${top}/unheard?programme=moral`)).json.territories.find(
        ({ territory }) => territory === 'country:ES',
      )?.sessions;
    const { json: here } = await who<FocusSession>('POST', top, planOf({ territory: 'country:ES' }));
    expect([here.state, await heard()]).toEqual(['planned', 0]);
    await take(upload('note.txt', 'Una frase.'), here);
    expect(await heard()).toBe(1);
  });

  it.each([
    ['another format', upload('note.pdf', 'x')],
    ['no text', upload('note.txt', Buffer.from([0, 1, 2, 0]))],
    ['too many statements', upload('note.txt', 'x\n'.repeat(5001))],
  ])('refuses %s', async (_, file) => expect((await take(file)).json.code).toBe('unreadable_file'));

  it('refuses a file that is too large, or whose name tells who spoke', async () => {
    expect((await take(upload('note.txt', 'x'.repeat(2 * 1024 * 1024 + 1)))).json.code).toBe('too_large');
    expect((await take(upload('Mario_Rossi.txt', 'x'))).json.code).toBe('names_somebody');
  });
});
