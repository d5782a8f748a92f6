/** Ideas of young people, year by year: proposed by a school, adopted by a madrina firm, taken up. */
import { randomUUID } from 'node:crypto';
import { may, type Person } from '../../access.ts';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { IdeaChange, IdeaStep, NewIdea, type Idea, type IdeaState } from '../contract.ts';
import { demandAt, enter, isSchool, organisationsOf, type RegisterContext, type Who } from './context.ts';
import type { Firms } from './firm.ts';
import { parsed } from './parse.ts';

export interface Ideas {
  /** Those of the schools within reach. @throws Problem sign_in_needed, not_found */
  ideas(who: Who, programme: string): Promise<Idea[]>;
  /** @throws Problem sign_in_needed, not_found */
  idea(who: Who, programme: string, id: string): Promise<Idea>;
  /** @throws Problem malformed, unknown_reference, sign_in_needed, not_found */
  propose(who: Who, programme: string, body: unknown): Promise<Idea>;
  /** Other words, while nobody has adopted it. @throws Problem revision_conflict, idea_step, malformed, … */
  reword(who: Who, programme: string, id: string, body: unknown): Promise<Idea>;
  /** Adopted by a firm that schools may see; then taken up. @throws Problem revision_conflict, idea_step, … */
  step(who: Who, programme: string, id: string, body: unknown): Promise<Idea>;
}

type Row = Omit<Idea, 'schoolName' | 'firm'> & { readonly firm: string | null };

export function ideasOf(context: RegisterContext, { firms }: Pick<Firms, 'firms'>): Ideas {
  const { database, audit, today } = context;

  const list = async (who: Who, programme: string, action: 'idea.read' | 'idea.write' | 'idea.step') => {
    const person = enter(context, who, action, programme);
    const schools = await organisationsOf(context, programme);
    const names = await visibleFirms(firms, person, programme);
    const rows = await database.rows<Row>(selection, [programme]);
    const seen = rows.filter(({ school }) => may(person, action, schools.get(school)?.place ?? { programme }));
    return seen.map(({ firm, ...row }): Idea => {
      const name = firm === null ? undefined : names.get(firm);
      const schoolName = schools.get(row.school)?.name ?? row.school;
      return { ...row, schoolName, firm: firm === null || name === undefined ? null : { id: firm, name } };
    });
  };
  const one = async (who: Who, programme: string, id: string, action: 'idea.read' | 'idea.write' | 'idea.step') => {
    const found = (await list(who, programme, action)).find((idea) => idea.id === id.toLowerCase());
    if (!found) throw new Problem('not_found', { value: id.slice(0, 60) });
    return found;
  };
  const noted = async (tx: Connection, who: Who, action: string, programme: string, object: string) =>
    audit.record(tx, { who: who?.id ?? null, action, programme, object });

  return {
    ideas: (who, programme) => list(who, programme, 'idea.read'),
    idea: (who, programme, id) => one(who, programme, id, 'idea.read'),
    propose: async (who, programme, body) => {
      const person = enter(context, who, 'idea.write', programme);
      const { school, year, title, text } = parsed(NewIdea, body);
      const found = (await organisationsOf(context, programme)).get(school);
      demandAt(person, 'idea.write', found?.place ?? { programme }, school);
      if (!found || !isSchool(found)) throw new Problem('unknown_reference', { value: school });
      const id = randomUUID();
      await database.write(async (tx) => {
        await tx.run(insertion, [programme, id, year, title, text, school, today()]);
        await noted(tx, person, 'idea.write', programme, id);
      });
      return one(who, programme, id, 'idea.read');
    },
    reword: async (who, programme, id, body) => {
      const found = await one(who, programme, id, 'idea.write');
      const { revision, title, text } = parsed(IdeaChange, body);
      await database.write(async (tx) => {
        await demandState(tx, found.id, revision, 'proposed');
        await tx.run('UPDATE idea SET title = ?, text = ?, revision = revision + 1 WHERE id = ?::UUID', [
          title,
          text,
          found.id,
        ]);
        await noted(tx, who, 'idea.write', programme, found.id);
      });
      return one(who, programme, id, 'idea.read');
    },
    step: async (who, programme, id, body) => {
      const found = await one(who, programme, id, 'idea.step');
      const step = parsed(IdeaStep, body);
      const firm = step.state === 'adopted' ? step.firm.toLowerCase() : null;
      if (firm !== null && !(await visibleFirms(firms, who, programme)).has(firm))
        throw new Problem('unknown_reference', { value: firm });
      await database.write(async (tx) => {
        await demandState(tx, found.id, step.revision, step.state === 'adopted' ? 'proposed' : 'adopted');
        await tx.run(stepping[step.state], { id: found.id, today: today(), ...(firm !== null && { firm }) });
        await noted(tx, who, `idea.${step.state}`, programme, found.id);
      });
      return one(who, programme, id, 'idea.read');
    },
  };
}

const selection = `
  SELECT id::VARCHAR AS id, year, title, text, school, state, firm::VARCHAR AS firm,
         proposed_on::VARCHAR AS "proposedOn", adopted_on::VARCHAR AS "adoptedOn", taken_up_on::VARCHAR AS "takenUpOn",
         revision
  FROM idea WHERE programme = ? ORDER BY year DESC, school, title, id`;
const insertion = `
  INSERT INTO idea (programme, id, year, title, text, school, state, proposed_on, revision)
  VALUES (?, ?::UUID, ?, ?, ?, ?, 'proposed', ?::DATE, 1)`;
const stepping = {
  adopted: `UPDATE idea SET state = 'adopted', firm = $firm::UUID, adopted_on = $today::DATE, revision = revision + 1
            WHERE id = $id::UUID`,
  taken_up: `UPDATE idea SET state = 'taken_up', taken_up_on = $today::DATE, revision = revision + 1
             WHERE id = $id::UUID`,
} as const;

/** The firms that this person may see by name; a firm that withdrew is nobody's to see. */
async function visibleFirms(firms: Firms['firms'], who: Who, programme: string): Promise<ReadonlyMap<string, string>> {
  try {
    return new Map((await firms(who as Person, programme)).map(({ id, name }) => [id, name]));
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return new Map();
    throw error;
  }
}

async function demandState(tx: Connection, id: string, revision: number, needed: IdeaState): Promise<void> {
  const [now] = await tx.rows<Pick<Row, 'state' | 'revision'>>('SELECT state, revision FROM idea WHERE id = ?::UUID', [
    id,
  ]);
  if (!now) throw new Problem('not_found', { value: id });
  if (now.revision !== revision) throw new Problem('revision_conflict', { value: now.revision });
  if (now.state !== needed) throw new Problem('idea_step', { value: now.state });
}
