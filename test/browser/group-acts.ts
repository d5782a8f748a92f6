/** What happens in a session before a page is looked at: words said, themes read back and ranked. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Group, Name } from './group.ts';

export const themes = ['Costo', 'Riconoscimento', 'Orari', 'Distanza'].map((label, at) => ({
  ...{ key: `t${at + 1}`, label },
}));

/** @param groupOf  the group of a file, which is there once its tests begin */
export function actsIn(groupOf: () => Group) {
  const tokenOf = async (session: string) =>
    (await groupOf().call<{ token: string }>('GET', `/focus-groups/${session}/feedback/token`)).token;

  const say = (session: string, text: string) =>
    groupOf().call('PUT', `/focus-groups/${session}/statements/${randomUUID()}`, {
      ...{ revision: 0, place: 1, topic: null, participant: 1, kind: 'need', language: 'it', text },
      ...{ translation: null, translator: null },
    });

  /** A session whose themes were read back. */
  const readBack = async (title: string): Promise<string> => {
    const { id } = await groupOf().session({ title });
    await groupOf().call('PUT', `/focus-groups/${id}/ranking`, { revision: 0, state: 'open', themes });
    return id;
  };

  const rank = async (session: string, people: number): Promise<void> => {
    const path = `/feedback/${await tokenOf(session)}`;
    for (let at = 0; at < people; at++) {
      const words = { mattered: `Voce ${at}`, missed: null, ranked: ['t2', 't1', 't4'] };
      await groupOf().call('POST', path, { id: randomUUID(), language: 'it', ...words });
    }
  };

  /** Gives the work a page of somebody who has signed in. */
  const onPage = async (
    work: (page: Page) => Promise<void>,
    name: Name | null = 'mara',
    width = 1280,
  ): Promise<void> => {
    const context = await groupOf().window(name, width);
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  };
  return { tokenOf, say, readBack, rank, onPage };
}
