import type { AuditService, PageAccess } from '../../access/contract.ts';
import type { Agreements, AnalyticsService, ComparisonService, EvidenceService } from '../../analytics/contract.ts';
import type {
  Codings,
  FocusGroups,
  InstrumentReader,
  Interchange,
  RegisterService,
  SeriesService,
  SurveyService,
  TerritoryShapes,
} from '../../survey/contract.ts';

/** What pages may ask of the rest of the program while they are rendered on the server. */
export interface Services {
  readonly survey: SurveyService;
  readonly analytics: AnalyticsService;
  readonly evidence: EvidenceService;
  readonly comparisons: ComparisonService;
  readonly access: PageAccess;
  readonly audit: AuditService;
  readonly shapes: TerritoryShapes;
  readonly register: RegisterService;
  readonly focus: FocusGroups;
  readonly instruments: InstrumentReader;
  readonly codings: Codings;
  readonly agreements: Agreements;
  readonly interchange: Interchange;
  readonly series: SeriesService;
}

const door = Symbol.for('fabbisogni.services');

/**
 * The services that server.ts put on `globalThis`; a module of our own would be a second copy inside Kit's bundle.
 * @throws Error when the pages run without server.ts
 */
export function services(): Services {
  const found = (globalThis as { [door]?: Services })[door];
  if (!found) throw new Error('The services are missing: start the program with `npm start`.');
  return found;
}
