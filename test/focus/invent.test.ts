import { describe, expect, it } from 'vitest';
import { inventSessions } from '../../survey/focus/invent.ts';
import type { FocusSession, SessionSummary } from '../../survey/contract.ts';
import { openStage, statementsOf, top } from './stage.ts';

const stage = openStage();

describe('the demonstration’s sessions', () => {
  it('are invented once, say so, and name only what the programme has', async () => {
    const { application } = stage.server();
    await inventSessions(application, 'moral');
    await inventSessions(application, 'moral');
    const who = await stage.member('analyst');
    const { json } = await who<SessionSummary[]>('GET', `${top}?programme=moral`);
    expect(json.map(({ origin, state, statements }) => [origin, state, statements])).toEqual([
      ['synthetic', 'closed', 13],
      ['synthetic', 'closed', 13],
      ['synthetic', 'closed', 14],
    ]);
    const groups = application.registry.programme('moral').targetGroups.map(({ key }) => key);
    for (const { id } of json) {
      const { json: session } = await who<FocusSession>('GET', `${top}/${id}`);
      const [topics, people] = [session.topics.map(({ name }) => name), session.people.map(({ number }) => number)];
      expect(groups).toEqual(expect.arrayContaining([...session.groups]));
      for (const { topic, participant } of await statementsOf(who, id)) {
        expect(topics).toContain(topic);
        expect([null, ...people]).toContain(participant);
      }
    }
    // one of them names somebody, so that there is something to look at
    const hinted = (await Promise.all(json.map(({ id }) => statementsOf(who, id))))
      .flat()
      .filter(({ hints }) => hints[0]);
    expect(hinted.map(({ language, quotable }) => [language, quotable])).toEqual([['es', false]]);
  });
});
