/** What goes out and comes in, as the other parts of the program know it. */
import type { Code, CodeState, FocusSession, Participant, Pass, SessionPlan, Statement } from '../contract.ts';

export type OutgoingCode = Pick<
  Code,
  'id' | 'parent' | 'place' | 'labels' | 'description' | 'skill' | 'colour' | 'state'
>;

/** A coding of a statement, its offsets within the statement. */
export interface StatementCoding {
  readonly id: string;
  readonly statement: string;
  readonly code: string;
  readonly start: number;
  readonly stop: number;
  readonly pass: Pass;
  readonly coder: string;
  /** the words that were coded */
  readonly quote: string;
  /** YYYY-MM-DD */
  readonly madeOn: string;
}

export type OutgoingStatement = Omit<Statement, 'revision' | 'session' | 'hints' | 'quotable' | 'source'>;

/** Who finished which pass of a session. */
export interface FinishedPass {
  readonly pass: 'first' | 'second';
  readonly coder: string;
}

export interface OutgoingDecision {
  readonly statement: string;
  readonly start: number;
  readonly stop: number;
  readonly codes: readonly string[];
  readonly reason: string;
}

export interface RankedTheme {
  readonly label: string;
  readonly points: number;
  readonly firsts: number;
}

export interface OutgoingSession {
  readonly session: Pick<FocusSession, 'id' | 'guide' | 'people' | keyof SessionPlan>;
  /** those that may be quoted, in their order */
  readonly statements: readonly OutgoingStatement[];
  readonly codings: readonly StatementCoding[];
  readonly passes: readonly FinishedPass[];
  /** where two coders differed: what was decided, and why */
  readonly decisions: readonly OutgoingDecision[];
  /** what counted most for the group, the first first; null where it is not told */
  readonly ranking: readonly RankedTheme[] | null;
  /** how many statements may not be quoted, and stay here */
  readonly leftOut: number;
}

export interface Outgoing {
  readonly name: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly codes: readonly OutgoingCode[];
  readonly sessions: readonly OutgoingSession[];
}

export interface IncomingCode extends Omit<OutgoingCode, 'colour'> {
  readonly colour: string | null;
  /** where it stands in the file */
  readonly path: string;
}

export interface IncomingSession extends SessionPlan {
  readonly id: string;
  /** version of the guide; null when the file tells none */
  readonly guide: number | null;
  readonly people: readonly Omit<Participant, 'revision'>[];
  readonly statements: readonly OutgoingStatement[];
  readonly codings: readonly (Omit<StatementCoding, 'coder'> & { readonly coder: string | null })[];
  readonly passes: readonly FinishedPass[];
  readonly path: string;
}

export type { CodeState };
