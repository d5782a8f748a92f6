import { describe, expect, it } from 'vitest';
import type { Submission } from '../../survey/contract.ts';
import { compileChecks } from '../../survey/guard/checks.ts';
import { reader } from '../../survey/guard/duplicates.ts';
import { anybody, plausibleAnHour } from '../../survey/guard/guard.ts';
import { nearDuplicates } from '../../survey/guard/near.ts';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { prefixOf } from '../../access/network.ts';
import { instrument, rightAnswers } from '../support/answers.ts';
import { testGuard } from '../support/guard.ts';

const definition = instrument('citizen');
const validate = compileValidator(definition);
const checks = compileChecks(definition);
const given = Array.from({ length: 300 }, (_, index) => rightAnswers(definition, validate, streams('guard')(index)));
const answers = given[0]!;
const survey = 'citizens';
const start = Date.parse('2026-06-15T10:00:30Z');
const minutes = (count: number) => count * 60_000;

function clocked() {
  const clock = { at: start };
  return { clock, guard: testGuard(() => new Date(clock.at)) };
}
const body = (more: Partial<Submission> = {}): Submission => ({
  ...{ id: '00000000-0000-4000-8000-000000000000', version: 1, language: 'it', noticeVersion: '1', mode: 'web' },
  answers,
  ...more,
});

describe('an answer', () => {
  it.each([
    ['with a ticket of six minutes ago', 6, (ticket: string) => ticket, []],
    ['sent at once', 0, (ticket: string) => ticket, ['too_fast']],
    ['that waited six days without a connection', 6 * 24 * 60, (ticket: string) => ticket, []],
    ['that waited eight days', 8 * 24 * 60, (ticket: string) => ticket, ['late_ticket']],
    ['without a ticket', 6, () => null, ['no_ticket']],
    ['with a ticket that somebody changed', 6, (ticket: string) => ticket.replace(/.$/, '!'), ['bad_ticket']],
    ['with anything for a ticket', 6, () => 'x'.repeat(500), ['bad_ticket']],
  ])('%s', (_, wait, change, marks) => {
    const { clock, guard } = clocked();
    const ticket = guard.issue(survey, 1);
    clock.at += minutes(wait);
    expect(guard.marksOf(survey, body({ ticket: change(ticket) }), anybody, checks)).toEqual(marks);
  });

  it('with a ticket of another survey has none', () => {
    const { clock, guard } = clocked();
    const ticket = guard.issue('another', 1);
    clock.at += minutes(6);
    expect(guard.marksOf(survey, body({ ticket }), anybody, checks)).toEqual(['bad_ticket']);
  });

  it('may share its ticket with four others', () => {
    const { clock, guard } = clocked();
    const ticket = guard.issue(survey, 1);
    clock.at += minutes(6);
    const marks = Array.from({ length: 6 }, () => guard.marksOf(survey, body({ ticket }), anybody, checks));
    expect(marks).toEqual([[], [], [], [], [], ['reused_ticket']]);
  });

  it('that fills in what nobody sees is marked', () => {
    const { guard } = clocked();
    const marks = guard.marksOf(survey, body({ trap: 'http://example.org' }), anybody, checks);
    expect(marks).toEqual(['no_ticket', 'trap']);
  });

  it('that staff hands in bears no marks; that it says so of itself is not enough', () => {
    const { guard } = clocked();
    const paper = body({ mode: 'paper', trap: 'x' });
    expect(guard.marksOf(survey, paper, { network: null, isStaff: true }, checks)).toEqual([]);
    expect(guard.marksOf(survey, paper, anybody, checks)).toEqual(['no_ticket', 'trap']);
  });
});

describe('straight lines', () => {
  const levels = (value: (at: number) => string) =>
    Object.fromEntries(
      definition.pages
        .flatMap(({ elements }) => elements)
        .filter((one) => one.type === 'radiogroup' && ['levelNow', 'levelWanted'].includes(one.codebook.role ?? ''))
        .map(({ name }, at) => [name, value(at)]),
    );

  it('are the same answer on every line of two lists', () => {
    expect(checks.isStraight(levels(() => '2'))).toBe(true);
    expect(checks.isStraight(levels((at) => (at === 7 ? '3' : '2')))).toBe(false);
  });

  it('are not found in few lines, nor in answers of people', () => {
    expect(checks.isStraight(Object.fromEntries(Object.entries(levels(() => '2')).slice(0, 6)))).toBe(false);
    expect(given.filter((one) => checks.isStraight(one))).toEqual([]);
  });
});

describe('near duplicates', () => {
  const read = reader();
  const people = given.map((one, at) => read(`person ${at}`, one));
  const most = given.reduce((longest, one) => (Object.keys(one).length > Object.keys(longest).length ? one : longest));

  it('are not among people', () => expect(nearDuplicates(people)).toEqual([]));

  it('are all but the first of what a program sends, also where it changes one answer', () => {
    const name = Object.keys(most)[0]!;
    const sent = Array.from({ length: 50 }, (_, at) => read(`sent ${at}`, { ...most, [name]: `other ${at % 2}` }));
    expect(nearDuplicates([...people, ...sent])).toHaveLength(50);
    expect(nearDuplicates(sent)).toEqual(sent.slice(1).map(({ id }) => id));
  });

  it('are not short answers, however many are the same', () => {
    const short = Object.fromEntries(Object.entries(most).slice(0, 12));
    const same = Array.from({ length: 100 }, (_, at) => read(`short ${at}`, short));
    expect(nearDuplicates(same)).toEqual([]);
  });

  it('are found in time that grows with the answers, not with their square', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => people[at % people.length]!);
    const begin = performance.now();
    nearDuplicates(many);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

describe('answers from one network', () => {
  it('are marked when they are more than an office sends in an hour, those before as well', () => {
    const { clock, guard } = clocked();
    const office = { network: 'office', isStaff: false };
    const arrive = (at: number) => guard.burstOf(body(), office, String(at));
    const before = Array.from({ length: plausibleAnHour }, (_, at) => arrive(at));
    expect([before.flat(), guard.takeLate()]).toEqual([[], []]);
    // the same one sent again is no other one
    expect(arrive(0)).toEqual([]);
    expect(arrive(plausibleAnHour)).toEqual(['burst']);
    expect(guard.takeLate().map(({ mark, idHmacs }) => [mark, idHmacs.length])).toEqual([
      ['burst', plausibleAnHour + 1],
    ]);
    expect(guard.burstOf(body(), { ...office, network: 'other' }, 'x')).toEqual([]);
    clock.at += minutes(61);
    expect(arrive(1_000)).toEqual([]);
  });

  it('are told by the first bits of an address', () => {
    expect([prefixOf('203.0.113.7'), prefixOf('::ffff:203.0.113.9')]).toEqual(['203.0.113', '203.0.113']);
    expect(prefixOf('2001:db8:12:34::1')).toBe('2001:db8:12');
  });
});
