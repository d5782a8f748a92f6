/** Programmes as somebody could have noted and coded them, by chance: trees of codes, texts with signs of every kind. */
import fc from 'fast-check';
import type { Outgoing, OutgoingCode, OutgoingSession, StatementCoding } from '../../survey/interchange/material.ts';
import { cut, pointsOf } from '../../survey/interchange/point.ts';

const uuid = fc.uuid({ version: 4 });
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
/** "è", an emoji of several code points, a combining accent, line ends, what XML must escape, our own mark */
const sign = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('e', 'a', ' ', 'perché', '. ') },
  fc.constantFrom(
    'è',
    '🙂',
    '👩🏽‍🏫',
    'e\u0301',
    '𝒜',
    '\n',
    '\n\n',
    '\t',
    '&',
    '<',
    '>',
    '"',
    "'",
    ']]>',
    '&#13;',
    '\u2028',
  ),
  fc.constantFrom('\n[Fabbisogni]\n', '[Fabbisogni]', 'kind: need', '[…]', '\uFEFF', '\u00A0', 'א'),
);
const written = (most: number) => fc.array(sign, { maxLength: most }).map((signs) => signs.join('').trim());
const line = fc
  .array(fc.constantFrom('è', 'a', '🙂', ' ', '"', '&', ': '), { minLength: 1, maxLength: 12 })
  .map((signs) => `x${signs.join('')}`.trim());
const text = written(30).filter((some) => some !== '');
const language = fc.constantFrom('it', 'en', 'es', 'el') as fc.Arbitrary<'it' | 'en' | 'es' | 'el'>;

const code = fc.record({
  id: uuid,
  above: fc.nat(),
  labels: fc.record({ it: line, en: line, es: line }, { requiredKeys: ['it', 'en'] }),
  description: written(12),
  skill: fc.option(fc.constantFrom('english', 'ict_basic')),
  colour: fc.constantFrom('#0B5563', '#C2502E'),
  state: fc.constantFrom('accepted', 'proposed', 'retired') as fc.Arbitrary<'accepted' | 'proposed' | 'retired'>,
});

/** Each code lies below one that came before it, no deeper than six levels, or below none. */
export const codes: fc.Arbitrary<OutgoingCode[]> = fc
  .uniqueArray(code, { minLength: 1, maxLength: 14, selector: ({ id }) => id })
  .map((some) => {
    const made: (OutgoingCode & { level: number })[] = [];
    for (const { above, ...own } of some) {
      const candidates = made.filter(({ level }) => level < 6);
      const parent = candidates[above % (candidates.length + 1)];
      const place = made.filter((one) => one.parent === (parent?.id ?? null)).length + 1;
      made.push({ ...own, parent: parent?.id ?? null, place, level: (parent?.level ?? 0) + 1 });
    }
    return made.map(({ level: _, ...one }) => one);
  });

const statement = fc.record({
  id: uuid,
  place: fc.double({ min: 0, max: 2e12, noNaN: true }),
  topic: fc.option(fc.constantFrom('barriers', 'skills')),
  participant: fc.option(fc.integer({ min: 1, max: 3 })),
  kind: fc.constantFrom('need', 'barrier', 'silence') as fc.Arbitrary<'need' | 'barrier' | 'silence'>,
  language,
  text: fc.oneof({ weight: 9, arbitrary: text }, fc.constant('')),
  translated: fc.option(fc.record({ translation: text, translator: line })),
  cleared: fc.boolean(),
});

const person = (number: number) =>
  fc.record({
    number: fc.constant(number),
    role: line,
    group: fc.option(fc.constantFrom('long_term', 'young')),
    takesPart: fc.boolean(),
    mayQuote: fc.boolean(),
    withdrawnOn: fc.option(day),
    revision: fc.constant(1),
  });

const stretch = fc.record({
  id: uuid,
  statement: fc.nat(),
  code: fc.nat(),
  from: fc.nat(),
  length: fc.nat(),
  pass: fc.constantFrom('first', 'second', 'final') as fc.Arbitrary<'first' | 'second' | 'final'>,
  coder: fc.constantFrom('0b5563aa-0000-4000-8000-000000000001', '0b5563aa-0000-4000-8000-000000000002'),
  madeOn: day,
});
type Stretch = typeof stretch extends fc.Arbitrary<infer T> ? T : never;

const session = fc.record({
  id: uuid,
  plan: fc.record({
    title: line,
    heldOn: day,
    place: line,
    territory: fc.constantFrom('province:077', 'municipality:077014'),
    groups: fc.uniqueArray(fc.constantFrom('long_term', 'young', 'disabled_women')),
    language,
    guide: fc.integer({ min: 1, max: 9 }),
  }),
  people: fc.tuple(person(1), person(2), person(3)),
  said: fc.uniqueArray(statement, { maxLength: 6, selector: ({ id }) => id }),
  stretches: fc.uniqueArray(stretch, { maxLength: 8, selector: ({ id }) => id }),
  passes: fc.constantFrom<OutgoingSession['passes']>(
    [],
    [{ pass: 'first', coder: '0b5563aa-0000-4000-8000-000000000001' }],
  ),
  reason: line,
  ranking: fc.constantFrom<OutgoingSession['ranking']>(null, [
    { label: 'Orari & turni', points: 12, firsts: 3 },
    { label: 'Distanza', points: 7, firsts: 0 },
  ]),
  leftOut: fc.nat({ max: 3 }),
});

export const outgoing: fc.Arbitrary<Outgoing> = fc
  .record({
    ...{ name: line, day, codes },
    sessions: fc.uniqueArray(session, { maxLength: 3, selector: ({ id }) => id }),
  })
  .map(({ sessions, ...rest }) => ({
    ...rest,
    sessions: sessions.map(
      ({ id, plan, people, said, stretches, passes, reason, ranking, leftOut }): OutgoingSession => {
        const statements = said.map(({ translated, ...one }) => ({
          ...one,
          ...(translated ?? { translation: null, translator: null }),
        }));
        const codings =
          statements.length === 0
            ? []
            : stretches.map((one) => codingOf(one, statements, rest.codes)).filter(isOnWords);
        return {
          session: { id, ...plan, people },
          ...{ statements, codings, passes, ranking, leftOut },
          decisions: decisionsOn(codings, reason),
        };
      },
    ),
  }));

/** One decision a stretch. */
const decisionsOn = (codings: readonly StatementCoding[], reason: string): OutgoingSession['decisions'] => [
  ...new Map(
    codings.map(({ statement, start, stop, code }) => [
      `${statement} ${start} ${stop}`,
      { statement, start, stop, codes: [code], reason },
    ]),
  ).values(),
];

const isOnWords = ({ quote }: StatementCoding) => quote !== '';

function codingOf(
  one: Stretch,
  statements: OutgoingSession['statements'],
  all: readonly OutgoingCode[],
): StatementCoding {
  const on = statements[one.statement % statements.length]!;
  const points = pointsOf(on.text);
  const start = points.length === 0 ? 0 : one.from % points.length;
  const stop = start + 1 + (points.length === 0 ? 0 : one.length % (points.length - start));
  return {
    ...{ id: one.id, statement: on.id, code: all[one.code % all.length]!.id, start, stop },
    ...{ pass: one.pass, coder: one.coder, madeOn: one.madeOn },
    quote: cut(points, start, stop),
  };
}
