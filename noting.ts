/** What the parts of the program tell the audit: one line an act. */
import type { RunOptions } from './analytics/weight/version-run.ts';
import type { Publication, PublishOptions } from './analytics/snapshot.ts';
import type { Audit } from './access/contract.ts';
import type { Registry } from './survey/registry/registry.ts';
import type { OnLoad } from './survey/programme/programme.ts';
import type { PurgeOptions } from './survey/register/keep.ts';
import type { OnErase } from './survey/response.ts';

export interface Noting {
  readonly onErase: OnErase;
  readonly onLoad: (who: string) => OnLoad;
  readonly onPublish: (who: string) => NonNullable<PublishOptions['onPublish']>;
  readonly onWeigh: (who: string) => NonNullable<RunOptions['onRun']>;
  readonly onPurge: (who: string) => PurgeOptions['onPurge'];
  /** Answers that come in by the thousand. Call it before the first is stored. */
  onGenerate(who: string, survey: string, responses: number): Promise<void>;
}

export function createNoting(audit: Audit, registry: Registry): Noting {
  const programmeOf = (survey: string) => registry.entry(survey).compiled.programme;
  return {
    onErase: (tx, survey) =>
      audit.record(tx, { who: null, action: 'response.erase', programme: programmeOf(survey), object: survey }),
    onLoad:
      (who) =>
      (tx, programme, { versions }) =>
        audit.record(tx, {
          who,
          action: 'programme.load',
          programme,
          object: programme,
          detail: Object.fromEntries(versions),
        }),
    onPublish: (who) => (tx, publication) =>
      audit.record(tx, {
        ...{ who, action: 'snapshot.publish', programme: programmeOf(publication.survey), object: publication.id },
        detail: countsOf(publication),
      }),
    onWeigh:
      (who) =>
      (tx, { survey, version, responses }) =>
        audit.record(tx, {
          ...{ who, action: 'weights.run', programme: programmeOf(survey), object: survey },
          detail: { version, responses },
        }),
    onPurge:
      (who) =>
      (tx, { programme, kind, count }) =>
        audit.record(tx, { who, action: 'interest.erase', programme, object: kind, detail: { count } }),
    onGenerate: (who, survey, responses) =>
      audit.record(null, {
        ...{ who, action: 'response.generate', programme: programmeOf(survey), object: survey, detail: { responses } },
      }),
  };
}

const countsOf = ({ survey, responses, cells }: Publication) => ({ survey, responses, released: cells.released });
