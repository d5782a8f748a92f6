import type { AuditService, PageAccess } from '../../access/contract.ts';
import type { AnalyticsService } from '../../analytics/contract.ts';
import type {
  FocusGroups,
  InstrumentReader,
  RegisterService,
  SurveyService,
  TerritoryShapes,
} from '../../survey/contract.ts';

/** What pages may ask of the rest of the program while they are rendered on the server. */
export interface Services {
  readonly survey: SurveyService;
  readonly analytics: AnalyticsService;
  readonly access: PageAccess;
  readonly audit: AuditService;
  readonly shapes: TerritoryShapes;
  readonly register: RegisterService;
  readonly focus: FocusGroups;
  readonly instruments: InstrumentReader;
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
