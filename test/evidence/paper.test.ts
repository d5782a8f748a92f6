import { beforeAll, describe, expect, it } from 'vitest';
import { openStage } from '../focus/stage.ts';
import { storeFocus } from '../support/focus-rows.ts';
import { greece, sample } from './sample.ts';

const stage = openStage();
const evidence = () => stage.server().application.evidence;
const held = async (territory: string) => {
  const { sessions, quotes } = await evidence().heldIn('moral', territory, 3);
  return { sessions, quotes: quotes.map(({ text }) => text).sort() };
};

beforeAll(() => storeFocus(stage.server().application.database, sample));

describe('what paper tells of focus groups', () => {
  it('are in a brief the quotes of sessions that were held there, and of no other', async () => {
    expect(await held('country:IT')).toEqual({ sessions: 1, quotes: ['In squadra si impara il doppio'] });
    expect((await held('country:GR')).quotes).toContain('Μαζί βρίσκουμε λύσεις.');
    expect(await held('country:PL')).toEqual({ sessions: 0, quotes: [] });
  });

  it('is nothing of a session that two are still coding', async () => {
    expect(await held('country:ES')).toEqual({ sessions: 1, quotes: [] });
  });

  it('are in a report the same counts as on the page of the skill, few told as few', async () => {
    const [report, skill] = await Promise.all([
      evidence().programme('moral'),
      evidence().skill('moral', 'life_collaboration'),
    ]);
    expect(report.skills).toEqual([{ key: 'life_collaboration', label: skill.skill.label, heard: skill.heard }]);
    expect([report.sessions, report.floor]).toEqual([skill.sessions, 5]);
    expect(report.quotes.map(({ text }) => text).sort()).toEqual(skill.quotes.map(({ text }) => text).sort());
  });

  it('loses a quote at once when its consent is withdrawn', async () => {
    const analyst = await stage.member('analyst');
    await analyst('DELETE', `/api/focus-groups/${greece.id}/participants/2/quotes`);
    expect((await held('country:GR')).quotes).not.toContain('Da sola non ce l’avrei fatta.');
  });

  it('is not there for a programme that is not there', async () => {
    await expect(evidence().heldIn('nowhere', 'country:IT', 3)).rejects.toMatchObject({ code: 'not_found' });
    await expect(evidence().programme('nowhere')).rejects.toMatchObject({ code: 'not_found' });
  });
});
