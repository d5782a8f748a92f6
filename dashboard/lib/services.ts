import type { AuditService, PageAccess } from '../../access/contract.ts';
import type {
  Agreements,
  AnalyticsService,
  ComparisonService,
  CurriculumService,
  GapService,
  PlanService,
  SaidService,
  EvidenceService,
  ExactService,
  LaboratoryFigures,
} from '../../analytics/contract.ts';
import type { Printing } from '../../printing/contract.ts';
import type {
  CatalogueService,
  Codings,
  CredentialService,
  EntryService,
  FocusGroups,
  InstrumentReader,
  Interchange,
  Invitations,
  LaboratoryService,
  RegisterService,
  SeriesService,
  ShapeImports,
  SurveyService,
  TerritoryShapes,
} from '../../survey/contract.ts';

/** What pages may ask of the rest of the program while they are rendered on the server. */
export interface Services {
  readonly survey: SurveyService;
  readonly analytics: AnalyticsService;
  /** for analysts: each call asks who it is for, and is noted */
  readonly exact: ExactService;
  readonly evidence: EvidenceService;
  readonly comparisons: ComparisonService;
  readonly gaps: GapService;
  readonly laboratories: LaboratoryService;
  readonly laboratoryFigures: LaboratoryFigures;
  readonly plans: PlanService;
  readonly access: PageAccess;
  readonly audit: AuditService;
  readonly shapes: TerritoryShapes;
  readonly shapeImports: ShapeImports;
  readonly register: RegisterService;
  readonly focus: FocusGroups;
  readonly instruments: InstrumentReader;
  readonly codings: Codings;
  readonly agreements: Agreements;
  readonly interchange: Interchange;
  readonly printing: Printing;
  readonly invitations: Invitations;
  readonly series: SeriesService;
  readonly catalogue: CatalogueService;
  readonly entries: EntryService;
  readonly credentials: CredentialService;
  readonly curricula: CurriculumService;
  readonly said: SaidService;
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
