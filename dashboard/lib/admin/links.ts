import { may, mayAnywhere, type Action, type Person } from '../../../access.ts';
import type { MessageKey } from '../messages.ts';

interface StaffPage {
  readonly href: string;
  readonly text: MessageKey;
  /** what one finds there */
  readonly about: MessageKey | null;
  readonly action: Action;
  /** for those alone whose right has no limit */
  readonly whole?: true;
  /** whoever may do this has another page for it */
  readonly unless?: Action;
  /** where pages stand that belong to this one, if not below it */
  readonly also?: string;
}

const pages: readonly StaffPage[] = [
  { href: '/admin', text: 'admin.today', about: null, action: 'survey.watch' },
  {
    href: '/admin/surveys',
    text: 'admin.surveys',
    about: 'admin.aboutSurveys',
    action: 'survey.watch',
    also: '/admin/invitations',
  },
  { href: '/instrument', text: 'admin.instruments', about: 'admin.aboutInstruments', action: 'instrument.edit' },
  { href: '/session', text: 'admin.sessions', about: 'admin.aboutSessions', action: 'focus.read' },
  {
    ...{ href: '/session/withdraw', text: 'admin.withdraw', about: 'admin.aboutWithdraw' },
    ...{ action: 'focus.withdraw', unless: 'focus.read' },
  },
  { href: '/coding', text: 'admin.coding', about: 'admin.aboutCoding', action: 'coding.read', also: '/codes' },
  { href: '/evidence', text: 'admin.evidence', about: 'admin.aboutEvidence', action: 'recommendation.read' },
  { href: '/plans', text: 'admin.plans', about: 'admin.aboutPlans', action: 'plan.read', also: '/plan' },
  { href: '/admin/programmes', text: 'admin.programmes', about: 'admin.aboutProgrammes', action: 'programme.manage' },
  {
    ...{ href: '/admin/shapes', text: 'admin.shapes', about: 'admin.aboutShapes' },
    ...{ action: 'territory.manage', whole: true },
  },
  { href: '/admin/catalogue', text: 'admin.catalogue', about: 'admin.aboutCatalogue', action: 'catalogue.manage' },
  { href: '/admin/series', text: 'admin.series', about: 'admin.aboutSeries', action: 'series.manage' },
  { href: '/admin/people', text: 'admin.people', about: 'admin.aboutPeople', action: 'people.manage' },
  { href: '/admin/audit', text: 'admin.audit', about: 'admin.aboutAudit', action: 'audit.read' },
];

/** The pages of the administration that a person may open; on the server, where rights are known. */
export const staffPages = (person: Person | null): Omit<StaffPage, 'action' | 'whole' | 'unless'>[] =>
  pages
    .filter(({ action, whole, unless }) => {
      const open = whole ? may(person, action, {}) : mayAnywhere(person, action);
      return open && !(unless && mayAnywhere(person, unless));
    })
    .map(({ action: _, whole: __, unless: ___, ...page }) => page);
