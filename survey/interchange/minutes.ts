/** Minutes of a session, by the questions of its guide: for the moderator and the analyst, and for circulation. */
import { Problem } from '../../problem.ts';
import {
  MinutesVersion,
  StatementKind,
  type FocusSession,
  type Interchange,
  type Localized,
  type SessionMinutes,
  type MinutesTopic,
  type Ranking,
  type Statement,
} from '../contract.ts';
import { signedIn, type InterchangeContext } from './context.ts';
import { minutesText } from './minutes-text.ts';

export type MinutesCalls = Pick<Interchange, 'minutes' | 'minutesText'>;

export function minutesOf(context: InterchangeContext): MinutesCalls {
  const { focus, registry, audit } = context;

  const minutes: MinutesCalls['minutes'] = async (who, id, asked) => {
    const session = await focus.session(who, id);
    const version = MinutesVersion.safeParse(asked ?? 'circulation');
    const known = MinutesVersion.options.join(', ');
    if (!version.success)
      throw new Problem('unknown_parameter', { parameter: 'version', value: String(asked).slice(0, 40), known });
    // whoever may let words stand that name somebody sees all of them: the moderator and the analyst
    const mayInternal = session.may.clear;
    if (version.data === 'internal' && !mayInternal) throw new Problem('not_found', { value: id });
    const statements = await focus.statements(who, session.id);
    const ranking = await focus.ranking(who, session.id);
    const groups = new Map(registry.programme(session.programme).targetGroups.map(({ key, label }) => [key, label]));
    return { ...told(version.data, session, statements, groups), mayInternal, ...rankingOf(ranking) };
  };

  return {
    minutes,
    minutesText: async (who, id, form, language) => {
      const made = await minutes(who, id, 'circulation');
      const counts = { statements: made.topics.reduce((sum, { entries }) => sum + entries.length, 0) };
      const { programme, session } = made;
      await audit.record(null, {
        ...{ who: signedIn(who).id, action: 'interchange.export', programme, object: session },
        detail: { as: form, sessions: 1, ...counts, leftOut: made.topics.reduce((sum, one) => sum + one.leftOut, 0) },
      });
      return minutesText(made, form, language);
    },
  };
}

type Groups = ReadonlyMap<string, Localized>;

function told(
  version: MinutesVersion,
  session: FocusSession,
  statements: readonly Statement[],
  groups: Groups,
): Omit<SessionMinutes, 'mayInternal' | 'ranking' | 'ranked'> {
  const { id, programme, title, heldOn, place, territory, language, people, topics } = session;
  const named = (key: string): Localized => groups.get(key) ?? { it: key, en: key };
  return {
    ...{ version, session: id, programme, title, heldOn, place, territory, language },
    groups: session.groups.map(named),
    people: people
      .filter(({ takesPart }) => takesPart)
      .map(({ number, role, group }) => ({ number, role, group: group === null ? null : named(group) })),
    topics: [...topics, null]
      .map((topic) => topicOf(topic?.title ?? null, statementsOn(topic?.name ?? null, statements, session), version))
      .filter(({ kinds }) => kinds.length > 0),
  };
}

/** What belongs to no question of the guide stands under none. */
function statementsOn(name: string | null, statements: readonly Statement[], { topics }: FocusSession): Statement[] {
  const known = new Set(topics.map((topic) => topic.name));
  return statements.filter(({ topic }) => (topic !== null && known.has(topic) ? topic : null) === name);
}

function topicOf(title: Localized | null, statements: readonly Statement[], version: MinutesVersion): MinutesTopic {
  const kept = version === 'internal' ? statements : statements.filter(({ quotable }) => quotable);
  return {
    title,
    entries: kept.map(({ id, participant, kind, language, text, translation, quotable }) => ({
      ...{ id, participant, kind, language, text, translation, quotable },
    })),
    kinds: StatementKind.options
      .map((kind) => ({ kind, count: statements.filter((one) => one.kind === kind).length }))
      .filter(({ count }) => count > 0),
    leftOut: statements.length - kept.length,
  };
}

function rankingOf(ranking: Ranking | null): Pick<SessionMinutes, 'ranking' | 'ranked'> {
  if (!ranking?.result) return { ranking: null, ranked: 0 };
  const labels = new Map(ranking.themes.map(({ key, label }) => [key, label]));
  const rows = ranking.result.map(({ key, points, firsts }) => ({ label: labels.get(key) ?? key, points, firsts }));
  return { ranking: rows.toSorted((a, b) => b.points - a.points || b.firsts - a.firsts), ranked: ranking.answers };
}
