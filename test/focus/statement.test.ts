import { beforeAll, describe, expect, it } from 'vitest';
import type { FocusSession } from '../../survey/contract.ts';
import { openSession, openStage, say, statementsOf, top, type Caller } from './stage.ts';

const stage = openStage();
let who: Caller;
let session: FocusSession;
beforeAll(async () => {
  who = await stage.member('moderator');
  session = await openSession(who);
});

describe('a statement', () => {
  it('is stored once, however often it is sent', async () => {
    const first = await say(who, session.id);
    expect([first.status, first.json.revision]).toEqual([201, 1]);
    const again = await say(who, session.id, {}, first.json.id);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect((await statementsOf(who, session.id)).filter(({ id }) => id === first.json.id)).toEqual([first.json]);
  });

  it('is edited upon the newest revision; upon an older one both versions are told and nothing is stored', async () => {
    const { json: first } = await say(who, session.id);
    const edited = await say(who, session.id, { revision: 1, text: 'Serve una prova scritta.' }, first.id);
    expect([edited.status, edited.json.revision]).toEqual([200, 2]);
    const late = await say(who, session.id, { revision: 1, text: 'Altro' }, first.id);
    expect(late.status).toBe(409);
    expect(late.json).toMatchObject({ code: 'statement_conflict', theirs: edited.json });
    // what was stored, sent again by who lost the answer, is no conflict
    const resent = await say(who, session.id, { revision: 1, text: 'Serve una prova scritta.' }, first.id);
    expect([resent.status, resent.json]).toEqual([200, edited.json]);
  });

  it('that was removed is not brought back, and its words are gone', async () => {
    const { json: first } = await say(who, session.id, { text: 'Parole da togliere' });
    const path = `${top}/${session.id}/statements/${first.id}`;
    expect((await who('DELETE', `${path}?revision=7`)).json).toMatchObject({ code: 'revision_conflict' });
    expect((await who('DELETE', `${path}?revision=1`)).status).toBe(204);
    const late = await say(who, session.id, { revision: 1, text: 'Ancora' }, first.id);
    expect(late.json).toMatchObject({ code: 'statement_conflict', theirs: null });
    expect((await statementsOf(who, session.id)).map(({ id }) => id)).not.toContain(first.id);
    const kept = await stage
      .server()
      .application.database.rows('SELECT id FROM focus_statement WHERE text LIKE ?', ['%Parole da togliere%']);
    expect(kept).toEqual([]);
  });
});
