/** Invented sessions for the demonstration. They are marked as such by their origin, and nobody moderated them. */
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ParticipantChange, SessionPlan, StatementChange } from '../contract.ts';
import { hash128 } from '../receipt.ts';
import type { FocusContext } from './context.ts';
import { hintFinder } from './hint-finder.ts';
import { insertSession, readSessions, writeParticipant } from './session-store.ts';
import { insertStatements, type NewStatement } from './statement-store.ts';

const Said = StatementChange.pick({ topic: true, participant: true, kind: true, text: true }).extend({
  translation: StatementChange.shape.translation.default(null),
});
const Invented = z.strictObject({
  programme: z.string(),
  /** who made the translations, in a word */
  translator: z.string(),
  sessions: z.array(
    SessionPlan.extend({
      people: z.array(ParticipantChange.pick({ role: true, group: true, mayQuote: true })),
      statements: z.array(Said),
    }),
  ),
});
type Session = z.infer<typeof Invented>['sessions'][number];

const folder = join(import.meta.dirname, '..', '..', 'data', 'focus-group');
const author = 'demo';

type InventContext = Pick<FocusContext, 'database' | 'registry' | 'reference' | 'today'>;

/** Adds the invented sessions of a programme, where there are any; those that are there stay as they are. */
export async function inventSessions(context: InventContext, programme: string): Promise<void> {
  const text = await readFile(join(folder, `${programme}.json`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const guide = await context.reference.guide(programme);
  if (text === null || !guide) return;
  const { sessions, translator } = Invented.parse(JSON.parse(text));
  const findHints = hintFinder(context);
  for (const [index, { people, statements, ...plan }] of sessions.entries()) {
    const id = hash128(`invented session ${programme} ${index}`);
    const lines: NewStatement[] = [];
    for (const [place, said] of statements.entries()) {
      const words = { ...said, language: plan.language, translator: said.translation && translator };
      const hints = await findHints(programme, words);
      const key = { id: hash128(`${id} ${place}`), session: id, source: null, revision: 1 };
      lines.push({ ...words, ...key, place: place + 1, hints, author, notedOn: plan.heldOn });
    }
    await store(context, { ...plan, id, programme, guide: guide.version }, people, lines);
  }
}

async function store(
  { database, today }: InventContext,
  session: Omit<Session, 'people' | 'statements'> & { id: string; programme: string; guide: number },
  people: Session['people'],
  lines: readonly NewStatement[],
): Promise<void> {
  await database.write(async (tx) => {
    const [known] = await readSessions(tx, 's.id = $id::UUID', { id: session.id });
    if (known) return;
    await insertSession(tx, { ...session, moderator: author, createdOn: today() });
    await tx.run(`UPDATE focus_session SET origin = 'synthetic', state = 'closed' WHERE id = ?::UUID`, [session.id]);
    for (const [index, person] of people.entries())
      await writeParticipant(tx, session.id, {
        ...{ ...person, number: index + 1, takesPart: true, withdrawnOn: null, revision: 1 },
      });
    await insertStatements(tx, lines);
  });
}
