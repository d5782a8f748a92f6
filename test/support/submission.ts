import { randomUUID } from 'node:crypto';
import { streams } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { instrument, rightAnswers } from './answers.ts';

export const citizens = 'basilicata-citizens-2026';

/** Bodies that intake accepts, each with its own id and answers drawn from the seed. */
export function submissions(seed: string, count: number): { id: string; body: string }[] {
  const definition = instrument('citizen');
  const validator = compileValidator(definition);
  const stream = streams(seed);
  return Array.from({ length: count }, (_, index) => {
    const id = randomUUID();
    const answers = rightAnswers(definition, validator, stream(index));
    const facts = { version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
    return { id, body: JSON.stringify({ id, ...facts, answers }) };
  });
}

/** Sends one body; null when the connection broke. */
export async function send(address: string, body: string): Promise<{ status: number; receipt?: string } | null> {
  try {
    const response = await fetch(`${address}/api/surveys/${citizens}/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    return { status: response.status, ...((await response.json()) as { receipt?: string }) };
  } catch {
    return null;
  }
}

/** Answers to the survey of persons of the small programme. */
export const smallAnswers = {
  ...{ place: '077014', sex: 'f', work: 'employed', areas: ['no_training'] },
  ...{ englishNow: '1', englishWanted: '2' },
};
