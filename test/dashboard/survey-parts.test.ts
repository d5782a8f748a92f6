import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as whole from 'survey-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slimmed } from '../../dashboard/survey-parts.ts';
import { everyKindProgramme } from '../support/every-kind.ts';

const source = join(createRequire(import.meta.url).resolve('survey-core'), '../fesm/survey-core.mjs');
type Engine = Pick<typeof whole, 'SurveyModel'>;
let folder = '';
let slim: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabbisogni-engine-'));
  const file = join(folder, 'engine.mjs');
  await writeFile(file, slimmed(readFileSync(source, 'utf8')));
  slim = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Engine;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Fields extends whole.Question {
  choices?: { value: unknown }[];
  addPanel?: () => void;
  removePanel?: (index: number) => void;
}

/** What an engine makes of an instrument that is answered with first choices. */
function conducted({ SurveyModel }: Engine, definition: object): unknown {
  const model = new SurveyModel({ ...definition, clearInvisibleValues: 'onHidden' });
  for (const question of model.getAllQuestions() as Fields[]) {
    const [first] = question.choices ?? [];
    if (first) question.value = question.getType() === 'checkbox' ? [first.value] : first.value;
    question.addPanel?.();
    question.removePanel?.(0);
  }
  const isValid = model.validate(false, false);
  const told = model.getAllQuestions().map((question) => ({
    ...{ name: question.name, type: question.getType(), title: question.processedTitle, shown: question.isVisible },
    errors: question.errors.map((error) => error.getText()),
  }));
  const written: unknown = structuredClone(model.data);
  model.doComplete();
  return {
    written,
    sent: model.data as unknown,
    isValid,
    unknown: model.jsonErrors?.map(({ message }) => message),
    told,
  };
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as object;
const instruments = [
  ['every kind', everyKindProgramme()['instruments/person.json'] as object] as const,
  ...['data/programme/basilicata/instruments/firm.json'].map((file) => [file, read(file)] as const),
];

describe('the engine without what no instrument asks for', () => {
  it.each(instruments)('conducts %s as the whole one does', (_, definition) => {
    expect(conducted(slim, definition)).toEqual(conducted(whole, definition));
  });

  it('is not made of an engine that has other names', () => {
    expect(() => slimmed('class SurveyModel {}')).toThrow('SurveyJS has no settings');
  });
});
