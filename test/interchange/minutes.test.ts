import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionMinutes } from '../../survey/contract.ts';
import { hold, openStage, told, top, words, type Caller } from './stage.ts';

const stage = openStage();
let moderator: Caller;
let path: string;
beforeAll(async () => {
  moderator = await stage.member('moderator');
  path = `${top}/${(await hold(moderator, 'Lavoro *e* lingue')).id}/minutes`;
});

describe('minutes', () => {
  it('go by the questions of the guide, with who took part as numbers and roles', async () => {
    const { json } = await moderator<SessionMinutes>('GET', `${path}?version=internal`);
    expect(json.people).toEqual([
      { number: 1, role: 'Responsabile del personale', group: null },
      { number: 2, role: 'Responsabile del personale', group: null },
    ]);
    expect(
      json.topics.map(({ title, entries }) => [title === null, entries.map(({ participant }) => participant)]),
    ).toEqual([
      [false, [1, 2, 1]],
      [true, [1]],
    ]);
  });

  it('count what they do not tell', async () => {
    const { json } = await moderator<SessionMinutes>('GET', path);
    const [first] = json.topics;
    expect(first?.kinds).toEqual([
      { kind: 'need', count: 1 },
      { kind: 'barrier', count: 1 },
      { kind: 'proposal', count: 1 },
    ]);
    expect([first?.entries.length, first?.leftOut]).toEqual([2, 1]);
  });

  it('come as text in the language of the reader', async () => {
    const text = await told(moderator, `${path}.txt?lang=it`);
    expect(text).toContain('LAVORO *E* LINGUE');
    expect(text).toContain(`- P1, bisogno: «Perché è 🙂 utile: «provare» & imparare / da soli»`);
    expect(text).toContain(`(traduzione: ${words.translation})`);
    expect(text).toContain('Un intervento non è riportato.');
    expect(await told(moderator, `${path}.txt?lang=en`)).toContain('One statement is not reported.');
  });

  it('come as Markdown in which nothing that people said is a mark', async () => {
    const text = await told(moderator, `${path}.md?lang=it`);
    expect(text).toContain('# Lavoro \\*e\\* lingue');
  });

  it('have two versions and no other', async () => {
    expect((await moderator('GET', `${path}?version=all`)).status).toBe(400);
  });
});
