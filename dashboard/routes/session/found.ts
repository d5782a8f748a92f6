import type { Person } from '../../../access.ts';
import type { FocusGroups, SessionSummary, Statement } from '../../../survey/contract.ts';
import { aroundFound, markedIn, type Piece } from '../../lib/session/marked.ts';

export interface FoundStatement {
  readonly id: string;
  readonly participant: number | null;
  readonly kind: Statement['kind'];
  readonly language: Statement['language'];
  readonly words: readonly Piece[];
  /** where the words stand in it */
  readonly translation: readonly Piece[] | null;
}

export interface FoundSession {
  readonly id: string;
  readonly title: string;
  readonly heldOn: string;
  readonly statements: readonly FoundStatement[];
}

interface Of {
  readonly programme: string;
  readonly sessions: readonly SessionSummary[];
  /** as somebody typed them */
  readonly typed: string;
}

/** What a search finds, session by session, the latest first; who looked is noted by the service. */
export async function foundIn(
  focus: Pick<FocusGroups, 'search'>,
  person: Person | null,
  { programme, sessions, typed }: Of,
): Promise<FoundSession[]> {
  const words = typed.split(/\s+/);
  const statements = Map.groupBy(await focus.search(person, programme, typed), ({ session }) => session);
  return [...statements].map(([id, own]) => {
    const { title, heldOn } = sessions.find((one) => one.id === id)!;
    return { id, title, heldOn, statements: own.map((one) => told(one, words)) };
  });
}

function told({ id, participant, kind, language, text, translation }: Statement, words: readonly string[]) {
  const translated = markedIn(translation ?? '', words);
  return {
    ...{ id, participant, kind, language, words: aroundFound(markedIn(text, words)) },
    translation: translated.some(({ found }) => found) ? aroundFound(translated) : null,
  };
}
