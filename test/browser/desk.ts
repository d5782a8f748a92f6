/** Sessions with words, shared codes and people who code, on a server with pages. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Grant, Person, Role } from '../../access.ts';
import { shippedProgramme } from '../../application.ts';
import type { Code, StatementKind } from '../../survey/contract.ts';
import { codedProgramme } from '../coding/programme.ts';
import type { TestServer } from '../support/server.ts';
import { writeProgramme } from '../support/small-programme.ts';

export const passphrase = 'quattro parole prese a caso';
export const words = 'Qui serve l’inglese tecnico 🙂, e più pratica in azienda.';

const right = (role: Role, programme: string | null = 'moral'): Grant => ({
  ...{ role, programme, territory: null, organisation: null },
});
const staff = {
  carla: { name: 'Carla Neri', grants: [right('coder')] },
  dino: { name: 'Dino Bassi', grants: [right('coder')] },
  anna: { name: 'Anna Leo', grants: [right('analyst', null)] },
  mara: { name: 'Mara Rossi', grants: [right('moderator')] },
} as const;
export type Name = keyof typeof staff;
export const emailOf = (name: Name) => `${name}@example.org`;

export interface Scene {
  readonly session: string;
  readonly statements: readonly string[];
  readonly codes: Readonly<Record<'inglese' | 'pratica' | 'costo' | 'tempo', Code>>;
  as(name: Name): Person;
}

const spoken: readonly [topic: number, participant: number, kind: StatementKind, text: string, language?: 'es'][] = [
  [0, 1, 'need', words],
  [0, 2, 'barrier', 'I corsi costano troppo e sono lontani: chi lavora la sera non ci arriva.'],
  [1, 1, 'quote', 'Sin inglés no me llaman ni para la entrevista.', 'es'],
  [1, 2, 'proposal', 'Chiamate Giulia Bianchi al 333 1234567, lei sa come si fa.'],
];

/** The programme of microcredentials with one session, and a small one whose survey has open answers. */
export async function openScene({ application }: TestServer): Promise<Scene> {
  const folder = await writeProgramme(codedProgramme(), 'small');
  for (const one of [shippedProgramme('moral'), folder]) await application.loadProgramme(one);
  const ids: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(staff) as Name[])
    ids[name] = (await application.access.add({ email: emailOf(name), ...staff[name], passphrase })).id;
  const as = (name: Name): Person => ({ id: ids[name]!, email: emailOf(name), ...staff[name] });
  const statements = spoken.map(() => randomUUID() as string);
  const session = await talk(application, as('mara'), statements);
  return { session, statements, codes: await codesOf(application, as('anna')), as };
}

type Application = TestServer['application'];

async function talk({ focus }: Application, mara: Person, ids: readonly string[]): Promise<string> {
  const plan = {
    ...{ id: randomUUID(), programme: 'moral', title: 'Microcredenziali e lavoro', heldOn: '2026-06-10' },
    ...{ place: 'Sala del Consiglio', territory: 'country:IT', groups: [], language: 'it' },
  };
  const { session } = await focus.plan(mara, plan);
  const people = ['Imprenditrice', 'Responsabile del personale'];
  for (const [at, role] of people.entries()) {
    const person = { role, group: null, takesPart: true, mayQuote: at === 0, revision: 0 };
    await focus.putParticipant(mara, session.id, at + 1, person);
  }
  await focus.change(mara, session.id, { revision: session.revision, state: 'live' });
  for (const [at, [topic, participant, kind, text, language = 'it']] of spoken.entries()) {
    const translation = language === 'es' ? 'Senza inglese non mi chiamano nemmeno per il colloquio.' : null;
    await focus.putStatement(mara, session.id, ids[at]!, {
      ...{ revision: 0, place: at + 1, topic: session.topics[topic]!.name, participant, kind, language, text },
      ...{ translation, translator: translation && 'Mara Rossi' },
    });
  }
  return session.id;
}

async function codesOf({ codings }: Application, lead: Person): Promise<Scene['codes']> {
  const add = async (it: string, en: string, more: object = {}) => {
    const code = { id: randomUUID(), programme: 'moral', labels: { it, en }, description: '', colour: '#0072B2' };
    return (await codings.addCode(lead, { ...code, skill: null, parent: null, ...more })).code;
  };
  const barriers = await add('Ostacoli', 'Barriers', { colour: '#5A6772' });
  return {
    inglese: await add('Inglese per il lavoro', 'English for work', { description: 'Quando serve per lavorare.' }),
    pratica: await add('Pratica in azienda', 'Practice in firms', { colour: '#F0E442' }),
    costo: await add('Costo', 'Cost', { parent: barriers.id, colour: '#D55E00' }),
    tempo: await add('Tempo', 'Time', { parent: barriers.id, colour: '#CC79A7' }),
  };
}

/** Words that somebody wrote in the small survey. */
export async function write({ application }: TestServer, remark: string): Promise<void> {
  const answers = { sex: 'f', work: 'employed', areas: ['no_training'], englishNow: '1', englishWanted: '2' };
  await application.survey.submit('small-persons', {
    ...{ id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' },
    answers: { ...answers, place: '077014', remark },
  });
  await application.settle();
}

/** Keys one after the other. */
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** The words of a statement, once they can be chosen. */
export const statement = (page: Page, number: number) => page.getByRole('textbox', { name: `Frase ${number}:` });
/** The codes of a statement. */
export const given = (page: Page, number: number) =>
  page
    .locator('.passage')
    .nth(number - 1)
    .getByRole('list', { name: 'Codici di questa frase' })
    .getByRole('listitem');
/** What the next code would be given to. */
export const goal = (page: Page, quote: string) =>
  page.locator('#code-goal q').getByText(quote, { exact: true }).waitFor();
/** Waits until it is said what was done. */
export const said = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
