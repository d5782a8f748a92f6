import type { AuditRow } from '../../../../access/contract.ts';
import type { MessageKey, Messages } from '../../../lib/messages.ts';
import type italian from '../../../messages/staff/it.json';

type Named<Key, Family extends string> = Key extends `audit.${Family}.${infer Name}` ? Name : never;
type Known<Family extends string> = Readonly<Record<Named<keyof typeof italian, Family>, true>>;

/** The acts that have a name; any other is shown as it is written in the audit. */
const acts: Known<'act'> = {
  'account.add': true,
  'account.password': true,
  'account.reset': true,
  'account.totp_off': true,
  'account.totp_on': true,
  'attribution.end': true,
  'attribution.sign': true,
  'audit.export': true,
  'answer.read': true,
  'catalogue.course': true,
  'catalogue.edition': true,
  'catalogue.import': true,
  'catalogue.remove': true,
  'catalogue.undo': true,
  'code.merge': true,
  'code.split': true,
  'code.write': true,
  'coding.adjudicate': true,
  'coding.done': true,
  'coding.open': true,
  'coding.read': true,
  'recommendation.accepted': true,
  'recommendation.raise': true,
  'recommendation.rejected': true,
  'figures.exact': true,
  'focus.change': true,
  'focus.clear': true,
  'focus.feedback': true,
  'focus.import': true,
  'focus.participant': true,
  'focus.plan': true,
  'focus.ranking': true,
  'focus.read': true,
  'focus.remove': true,
  'focus.search': true,
  'focus.undo': true,
  'focus.withdraw': true,
  'idea.adopted': true,
  'idea.taken_up': true,
  'idea.write': true,
  'instrument.publish': true,
  'interchange.export': true,
  'interchange.import': true,
  'interest.read': true,
  'member.write': true,
  'programme.load': true,
  'response.erase': true,
  'interest.erase': true,
  'backup.take': true,
  'response.generate': true,
  'right.give': true,
  'right.take': true,
  'series.import': true,
  'series.undo': true,
  'session.close': true,
  'session.close_all': true,
  'session.open': true,
  'session.refused': true,
  'snapshot.publish': true,
  'shapes.import': true,
  'shapes.restore': true,
  'shapes.undo': true,
  'survey.minors': true,
  'survey.state': true,
  'uptake.import': true,
  'weights.run': true,
};

export function actInWords(m: Messages, action: string): string {
  return action in acts ? m(`audit.act.${action}` as MessageKey) : action;
}

/** Who did it: a name, the command line, the program itself, or nobody who has an account. */
export function whoInWords(m: Messages, { who, name, action }: Pick<AuditRow, 'who' | 'name' | 'action'>): string {
  if (who === 'command' || who === 'server') return m(`audit.${who}`);
  if (who === null) return m(action === 'response.erase' ? 'audit.respondent' : 'audit.nobody');
  return name ?? who;
}

/** What the numbers and identifiers of an act are; any other name is shown as it is written. */
const details: Known<'part'> = {
  action: true,
  by: true,
  count: true,
  country: true,
  from: true,
  grants: true,
  municipality: true,
  organisation: true,
  participant: true,
  person: true,
  programme: true,
  province: true,
  queries: true,
  reason: true,
  region: true,
  released: true,
  responses: true,
  role: true,
  route: true,
  session: true,
  state: true,
  survey: true,
  territory: true,
  to: true,
  version: true,
};

/** Values that have a name of their own, by the detail that they stand in. */
const named: Readonly<Record<string, string>> = {
  ...{ role: 'role', route: 'minors.route', session: 'audit.session', state: 'life.name' },
};

/** Numbers and identifiers in a row: `risposte 40, indagine small-persons`. */
export function detailInWords(
  m: Messages,
  detail: AuditRow['detail'],
  titleOf: (id: string) => string | undefined,
): string {
  const [sessions, rest] = partedBy(Object.entries(detail), ([name]) => uuid.test(name));
  const words = rest.map(([name, value]) => {
    const label = name in details ? m(`audit.part.${name}` as MessageKey) : name;
    const family = named[name];
    return `${label} ${family ? m(`${family}.${value}` as MessageKey) : (titleOf(String(value)) ?? value)}`;
  });
  return [...words, ...fewOf(m, sessions)].join(', ');
}

type Part = readonly [name: string, value: string | number];
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const partedBy = (parts: readonly Part[], is: (part: Part) => boolean): [Part[], Part[]] => [
  parts.filter(is),
  parts.filter((part) => !is(part)),
];

/** Sessions that are told before it is only said how many more. */
const fewest = 2;

/** The sessions of a search, each with how many statements were told: all of them when they are few. */
function fewOf(m: Messages, sessions: readonly Part[]): string[] {
  const told = sessions.slice(0, sessions.length > fewest + 1 ? fewest : fewest + 1);
  const more = sessions.length - told.length;
  return [
    ...told.map(([id, count]) => `${m('audit.part.session')} ${id} (${count})`),
    ...(more > 0 ? [m('audit.more', { n: more })] : []),
  ];
}
