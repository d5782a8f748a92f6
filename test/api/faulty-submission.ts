/**
 * A hundred submissions that must not be stored: what each changes in a right one, and the answer it must get.
 * `citizen` and `firm` are right bodies; a case returns the text (or bytes) that is sent.
 */
export interface Body {
  readonly [key: string]: unknown;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface FaultySubmission {
  readonly name: string;
  readonly survey?: 'citizen' | 'firm' | 'unknown';
  readonly body: (right: Body) => string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly status: number;
  readonly code: string;
  /** an entry of `errors` that must be there */
  readonly fault?: readonly [path: string, code: string];
}

const json = JSON.stringify;
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const long = (length: number, sign = 'a') => sign.repeat(length);

/** The right body with other answers; undefined takes one out. */
const answers = (change: Readonly<Record<string, unknown>>) => (right: Body) =>
  json({ ...right, answers: { ...right.answers, ...change } });
const envelope = (change: Readonly<Record<string, unknown>>) => (right: Body) => json({ ...right, ...change });
/** Text put into the answers as it stands. */
const spliced = (text: string) => (right: Body) => json(right).replace('"answers":{', `"answers":{${text},`);

const invalid = (name: string, change: Readonly<Record<string, unknown>>, ...fault: [string, string]) =>
  ({ name, body: answers(change), status: 422, code: 'invalid_answers', fault }) as const;
const firm = (name: string, change: Readonly<Record<string, unknown>>, ...fault: [string, string]) =>
  ({ ...invalid(name, change, ...fault), survey: 'firm' }) as const;
const malformed = (name: string, body: FaultySubmission['body']) =>
  ({ name, body, status: 400, code: 'malformed' }) as const;
const wrongEnvelope = (name: string, change: Readonly<Record<string, unknown>>) => malformed(name, envelope(change));

const profile = { jobFamily: 'craft', headcount: 4, hardToFind: 'no', profileAreas: ['none'], toTrain: 3 };
const profiles = (change: Readonly<Record<string, unknown>>) => ({ profiles: [{ ...profile, ...change }] });

const unknownKeys: FaultySubmission[] = [
  invalid('a key that no question has', { shoeSize: 42 }, 'shoeSize', 'unknown_question'),
  invalid('a key in other case', { SEX: 'f' }, 'SEX', 'unknown_question'),
  invalid('a comment key of the form library', { 'sex-Comment': 'other' }, 'sex-Comment', 'unknown_question'),
  invalid('the key constructor', { constructor: 'f' }, 'constructor', 'unknown_question'),
  invalid('the key toString', { toString: 'f' }, 'toString', 'unknown_question'),
  invalid('the key hasOwnProperty', { hasOwnProperty: true }, 'hasOwnProperty', 'unknown_question'),
  invalid('an empty key', { '': 'f' }, '', 'unknown_question'),
  invalid('a key with a zero byte', { 'sex\0': 'f' }, 'sex\0', 'unknown_question'),
  invalid('the name of a calculated value', { needCount: 3 }, 'needCount', 'unknown_question'),
  invalid('the key of the record', { $skipped: ['sex'] }, '$skipped', 'unknown_question'),
  invalid('a page name', { place: 'x' }, 'place', 'unknown_question'),
  { ...invalid('the key __proto__', {}, '__proto__', 'unknown_question'), body: spliced('"__proto__":{"sex":"f"}') },
  { ...invalid('__proto__ with a text', {}, '__proto__', 'unknown_question'), body: spliced('"__proto__":"f"') },
  { ...invalid('__proto__ by escapes', {}, '__proto__', 'unknown_question'), body: spliced('"\\u005f_proto__":{}') },
  { ...invalid('__proto__ with null', {}, '__proto__', 'unknown_question'), body: spliced('"__proto__":null') },
];

const choices: FaultySubmission[] = [
  invalid('a choice that is not listed', { sex: 'x' }, 'sex', 'unknown_choice'),
  invalid('a choice in other case', { sex: 'F' }, 'sex', 'unknown_choice'),
  invalid('a choice with a space', { sex: 'f ' }, 'sex', 'unknown_choice'),
  invalid('a rating beyond the scale', { ictNow: '99' }, 'ictNow', 'unknown_choice'),
  invalid('a rating of zero', { ictNow: '0' }, 'ictNow', 'unknown_choice'),
  invalid('a rating below zero', { englishNow: '-1' }, 'englishNow', 'unknown_choice'),
  invalid('a rating between two levels', { englishWanted: '2.5' }, 'englishWanted', 'unknown_choice'),
  invalid('a rating as a number', { ictNow: 3 }, 'ictNow', 'wrong_type'),
  invalid('a municipality of another region', { territory: '058091' }, 'territory', 'unknown_choice'),
  invalid('a municipality as a number', { territory: 76063 }, 'territory', 'wrong_type'),
  invalid('a municipality by name', { territory: 'Potenza' }, 'territory', 'unknown_choice'),
  invalid('an age class of another survey', { ageClass: '0-15' }, 'ageClass', 'unknown_choice'),
  invalid('a tick that is not listed', { devices: ['telepathy'] }, 'devices', 'unknown_choice'),
  invalid('a right tick and a wrong one', { devices: ['phone', 'telepathy'] }, 'devices', 'unknown_choice'),
  invalid('the same tick twice', { devices: ['phone', 'phone'] }, 'devices', 'choice_twice'),
  invalid('"none" together with others', { devices: ['none', 'phone'] }, 'devices', 'exclusive_choice'),
  invalid(
    'more ticks than allowed',
    { barriers: ['cost', 'transport', 'care', 'health'] },
    'barriers',
    'too_many_choices',
  ),
  invalid('four areas', { areas: ['digital', 'languages', 'work', 'care'] }, 'areas', 'too_many_choices'),
  invalid(
    'twenty thousand ticks',
    { devices: Array.from({ length: 20_000 }, () => 'phone') },
    'devices',
    'too_many_choices',
  ),
  invalid('no training together with an area', { areas: ['no_training', 'work'] }, 'areas', 'exclusive_choice'),
  invalid('__proto__ as a choice', { sex: '__proto__' }, 'sex', 'unknown_choice'),
  invalid('constructor as a tick', { devices: ['constructor'] }, 'devices', 'unknown_choice'),
  invalid('markup as a choice', { sex: '<script>alert(1)</script>' }, 'sex', 'unknown_choice'),
  invalid('SQL as a choice', { sex: "f'; DROP TABLE response; --" }, 'sex', 'unknown_choice'),
  invalid('a choice of 60,000 characters', { sex: long(60_000) }, 'sex', 'unknown_choice'),
];

const types: FaultySubmission[] = [
  invalid('a list where one choice is due', { sex: ['f'] }, 'sex', 'wrong_type'),
  invalid('an object where one choice is due', { sex: { value: 'f' } }, 'sex', 'wrong_type'),
  invalid('true where one choice is due', { sex: true }, 'sex', 'wrong_type'),
  invalid('a text where ticks are due', { devices: 'phone' }, 'devices', 'wrong_type'),
  invalid('an object where ticks are due', { devices: { 0: 'phone', length: 1 } }, 'devices', 'wrong_type'),
  invalid('a number among the ticks', { devices: ['phone', 5] }, 'devices', 'wrong_type'),
  invalid('null among the ticks', { devices: [null] }, 'devices', 'wrong_type'),
  invalid('a list among the ticks', { devices: [['phone']] }, 'devices', 'wrong_type'),
  invalid('an object among the ticks', { devices: [{ toString: 'phone' }] }, 'devices', 'wrong_type'),
  invalid('a number where a text is due', { comment: 5 }, 'comment', 'wrong_type'),
  invalid('a list where a text is due', { comment: ['a'] }, 'comment', 'wrong_type'),
  invalid('an object where a text is due', { comment: { length: 3 } }, 'comment', 'wrong_type'),
  invalid('null where an answer is due', { sex: null }, 'sex', 'empty_answer'),
  invalid('an empty text where an answer is due', { sex: '' }, 'sex', 'empty_answer'),
  invalid('no tick where one is due', { devices: [] }, 'devices', 'empty_answer'),
  invalid('an empty object', { sex: {} }, 'sex', 'empty_answer'),
  invalid('an empty comment', { comment: '' }, 'comment', 'empty_answer'),
];

const texts: FaultySubmission[] = [
  invalid('a comment one character too long', { comment: long(501) }, 'comment', 'too_long'),
  invalid('a comment of 100,000 characters', { comment: long(100_000) }, 'comment', 'too_long'),
  invalid('a comment of 501 emoji', { comment: long(501, '👍') }, 'comment', 'too_long'),
  invalid('a comment with a zero byte', { comment: 'a\0b' }, 'comment', 'bad_text'),
  { ...invalid('half of a surrogate pair', {}, 'comment', 'bad_text'), body: spliced('"comment":"a\\ud800b"') },
];

const hidden: FaultySubmission[] = [
  invalid('a required answer left out', { sex: undefined }, 'sex', 'required'),
  invalid(
    'no answers at all',
    { ...Object.fromEntries(['territory', 'sex', 'areas'].map((k) => [k, undefined])) },
    'territory',
    'required',
  ),
  invalid(
    'months of search of an employee',
    { employment: 'employee_private', monthsSearching: 'under6' },
    'monthsSearching',
    'hidden_answer',
  ),
  invalid(
    'skills of an area that was not chosen',
    { areas: ['work'], need_work: ['interview'], need_care: ['childcare'], first: 'interview' },
    'need_care',
    'hidden_answer',
  ),
  invalid(
    'skills without wanting training',
    { areas: ['no_training'], need_work: ['interview'] },
    'need_work',
    'hidden_answer',
  ),
  invalid(
    'a first skill that was not chosen',
    { areas: ['work'], need_work: ['interview'], first: 'solar' },
    'first',
    'unknown_choice',
  ),
  invalid(
    'a level for a skill that was not chosen',
    { areas: ['no_training'], firstNow: '2' },
    'firstNow',
    'hidden_answer',
  ),
  invalid(
    'an intention without wanting training',
    { areas: ['no_training'], intention: 'yes' },
    'intention',
    'hidden_answer',
  ),
];

const blocks: FaultySubmission[] = [
  firm('no job', { profiles: undefined }, 'profiles', 'required'),
  firm('an empty list of jobs', { profiles: [] }, 'profiles', 'empty_answer'),
  firm('jobs as an object', { profiles: { 0: profile } }, 'profiles', 'wrong_type'),
  firm('four jobs', { profiles: [profile, profile, profile, profile] }, 'profiles', 'too_many_blocks'),
  firm('a job that is a text', { profiles: ['craft'] }, 'profiles[0]', 'wrong_type'),
  firm('a job that is null', { profiles: [null] }, 'profiles[0]', 'wrong_type'),
  firm('an empty job', { profiles: [{}] }, 'profiles[0].jobFamily', 'required'),
  firm('an unknown key in a job', profiles({ salary: 1 }), 'profiles[0].salary', 'unknown_question'),
  firm('a headcount below zero', profiles({ headcount: -1 }), 'profiles[0].headcount', 'too_small'),
  firm('a headcount beyond all bounds', profiles({ headcount: 1e12 }), 'profiles[0].headcount', 'too_large'),
  firm('half a person', profiles({ headcount: 2.5 }), 'profiles[0].headcount', 'not_a_step'),
  firm('a headcount as a text', profiles({ headcount: '4' }), 'profiles[0].headcount', 'wrong_type'),
  firm(
    'more people to train than there are',
    profiles({ headcount: 2, toTrain: 9 }),
    'profiles[0].toTrain',
    'rule_broken',
  ),
  firm(
    'a top skill that was not chosen',
    profiles({ profileAreas: ['work'], profileSkills: ['interview'], topSkill: 'solar' }),
    'profiles[0].topSkill',
    'unknown_choice',
  ),
  firm(
    'skills for a job in an area that was not chosen',
    profiles({ profileSkills: ['interview'] }),
    'profiles[0].profileSkills',
    'hidden_answer',
  ),
  {
    ...firm('__proto__ in a job', {}, 'profiles[0].__proto__', 'unknown_question'),
    body: (right) =>
      json({ ...right, answers: { ...right.answers, ...profiles({}) } }).replace(
        '"profiles":[{',
        '"profiles":[{"__proto__":{},',
      ),
  },
];

const envelopes: FaultySubmission[] = [
  wrongEnvelope('no id', { id: undefined }),
  wrongEnvelope('an id that is no UUID', { id: 'me' }),
  wrongEnvelope('an id with the time in it (version 7)', { id: '018f3c1e-7b3a-7cc0-8a4e-3b1f5d2e9a10' }),
  wrongEnvelope('an id as a number', { id: 7 }),
  wrongEnvelope('a version as a text', { version: '1' }),
  wrongEnvelope('version 0', { version: 0 }),
  wrongEnvelope('a language that is not spoken here', { language: 'xx' }),
  wrongEnvelope('a mode that does not exist', { mode: 'telepathy' }),
  wrongEnvelope('a notice version of 50 characters', { noticeVersion: long(50) }),
  wrongEnvelope('a key beside the expected ones', { admin: true }),
  wrongEnvelope('answers as a list', { answers: ['f'] }),
  wrongEnvelope('answers as a text', { answers: 'f' }),
  wrongEnvelope('answers that are null', { answers: null }),
  wrongEnvelope('no answers', { answers: undefined }),
  malformed('__proto__ beside the answers', (right) => json(right).replace('{', '{"__proto__":{"version":1},')),
  { name: 'a version that was never published', body: envelope({ version: 99 }), status: 422, code: 'version_unknown' },
  {
    name: 'a notice that was never published',
    body: envelope({ noticeVersion: '9' }),
    status: 422,
    code: 'notice_unknown',
  },
  { name: 'no notice', body: envelope({ noticeVersion: '' }), status: 422, code: 'notice_unknown' },
  { name: 'a survey that does not exist', survey: 'unknown', body: json, status: 404, code: 'not_found' },
];

const tooLarge = { status: 413, code: 'too_large' } as const;
const otherType = (type: string) => ({
  ...{ name: `the content type ${type}`, body: json, headers: { 'Content-Type': type } },
  ...{ status: 415, code: 'unsupported_media_type' },
});

const bytes: FaultySubmission[] = [
  malformed('an empty body', () => ''),
  malformed('a body that is no JSON', () => 'sex=f'),
  malformed('JSON cut short', (right) => json(right).slice(0, -5)),
  malformed('two JSON texts', (right) => json(right) + json(right)),
  malformed('a JSON text that is a number', () => '42'),
  malformed('a JSON text that is null', () => 'null'),
  malformed('a JSON text that is a list', (right) => json([right])),
  malformed('bytes that are no UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  malformed('a key said twice', spliced('"sex":"f"')),
  malformed('NaN', (right) => json(right).replace('"answers":{', '"answers":{"headcount":NaN,')),
  malformed('lists 100,000 deep', () => deep(100_000)),
  malformed('lists 100,000 deep in an answer', spliced(`"comment":${deep(100_000)}`)),
  malformed('objects 40,000 deep', () => '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000)),
  malformed('lists opened 200,000 times and never closed', () => '['.repeat(200_000)),
  malformed('a list 25 deep', spliced(`"comment":${deep(25)}`)),
  malformed('ten thousand keys', () =>
    json(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]))),
  ),
  { name: 'a body of 1 MB', body: spliced(`"comment":"${long(1_048_576)}"`), ...tooLarge },
  { name: 'a body of 1 MB of white space', body: () => long(1_048_576, ' '), ...tooLarge },
  { name: 'a body of 1 MB of brackets', body: () => deep(524_288), ...tooLarge },
  otherType('text/plain'),
  otherType('application/x-www-form-urlencoded'),
  otherType('multipart/form-data; boundary=x'),
  otherType('application/json; charset=utf-16'),
  {
    ...otherType('application/json'),
    name: 'a compressed body',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
  },
];

export const faultySubmissions: readonly FaultySubmission[] = [
  ...unknownKeys,
  ...choices,
  ...types,
  ...texts,
  ...hidden,
  ...blocks,
  ...envelopes,
  ...bytes,
];
