/** What follows from needs: microcredentials, the curriculum, what was decided. */
import type { CurriculumService, SaidService } from './analytics/contract.ts';
import { createCurricula, type CurriculumOptions } from './analytics/credential/service.ts';
import { createSaid, type SaidOptions } from './analytics/said/service.ts';
import type { CredentialService } from './survey/contract.ts';
import { createCredentials, type CredentialOptions } from './survey/credential/service.ts';

export interface Learning {
  readonly credentials: CredentialService;
  readonly curricula: CurriculumService;
  readonly said: SaidService;
}

type Options = CredentialOptions & Omit<CurriculumOptions, 'credentials'> & SaidOptions;

export function createLearning(options: Options): Learning {
  const credentials = createCredentials(options);
  return { credentials, curricula: createCurricula({ ...options, credentials }), said: createSaid(options) };
}
