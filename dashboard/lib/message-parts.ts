/** The texts of the interface come in parts, so that a page fetches those that it says: which page, which parts. */
import type answer from '../messages/answer/it.json';
import type catalogue from '../messages/catalogue/it.json';
import type compare from '../messages/compare/it.json';
import type credential from '../messages/credential/it.json';
import type evidence from '../messages/evidence/it.json';
import type explore from '../messages/explore/it.json';
import type gap from '../messages/gap/it.json';
import type figures from '../messages/figures/it.json';
import type common from '../messages/it.json';
import type keep from '../messages/keep/it.json';
import type laboratory from '../messages/laboratory/it.json';
import type method from '../messages/method/it.json';
import type paper from '../messages/paper/it.json';
import type plan from '../messages/plan/it.json';
import type site from '../messages/site/it.json';
import type skill from '../messages/skill/it.json';
import type staff from '../messages/staff/it.json';
import type { Language } from '../../survey/contract.ts';

/** A text: as it is written, or already read by the build (`texts.ts`). */
export type Written = string | readonly object[];
export type Load = () => Promise<{ default: Readonly<Record<string, Written>> }>;

/**
 * A folder of `dashboard/messages` each; those of every page lie beside the folders. `keep`: what of answers waits on a device. `paper` holds what the browser never
 * says by itself: paper, notes on method, files. `staff` is for those who have signed in.
 */
const loads = {
  common: { it: () => import('../messages/it.json'), en: () => import('../messages/en.json') },
  answer: { it: () => import('../messages/answer/it.json'), en: () => import('../messages/answer/en.json') },
  catalogue: { it: () => import('../messages/catalogue/it.json'), en: () => import('../messages/catalogue/en.json') },
  compare: { it: () => import('../messages/compare/it.json'), en: () => import('../messages/compare/en.json') },
  credential: {
    it: () => import('../messages/credential/it.json'),
    en: () => import('../messages/credential/en.json'),
  },
  evidence: { it: () => import('../messages/evidence/it.json'), en: () => import('../messages/evidence/en.json') },
  explore: { it: () => import('../messages/explore/it.json'), en: () => import('../messages/explore/en.json') },
  figures: { it: () => import('../messages/figures/it.json'), en: () => import('../messages/figures/en.json') },
  keep: { it: () => import('../messages/keep/it.json'), en: () => import('../messages/keep/en.json') },
  laboratory: {
    it: () => import('../messages/laboratory/it.json'),
    en: () => import('../messages/laboratory/en.json'),
  },
  gap: { it: () => import('../messages/gap/it.json'), en: () => import('../messages/gap/en.json') },
  method: { it: () => import('../messages/method/it.json'), en: () => import('../messages/method/en.json') },
  plan: { it: () => import('../messages/plan/it.json'), en: () => import('../messages/plan/en.json') },
  paper: { it: () => import('../messages/paper/it.json'), en: () => import('../messages/paper/en.json') },
  site: { it: () => import('../messages/site/it.json'), en: () => import('../messages/site/en.json') },
  skill: { it: () => import('../messages/skill/it.json'), en: () => import('../messages/skill/en.json') },
  staff: { it: () => import('../messages/staff/it.json'), en: () => import('../messages/staff/en.json') },
} satisfies Readonly<Record<string, Readonly<Record<Language, Load>>>>;

export type PartName = keyof typeof loads;
export type MessageKey =
  | keyof (typeof answer & typeof catalogue & typeof compare & typeof credential & typeof evidence & typeof explore)
  | keyof (typeof figures & typeof common & typeof gap & typeof laboratory & typeof method & typeof paper)
  | keyof (typeof keep & typeof plan)
  | keyof (typeof site & typeof skill & typeof staff);

export const partNames = Object.keys(loads) as readonly PartName[];
export const loadOf = (part: PartName, language: Language): Load => loads[part][language];

/** By the beginning of a route, the first that fits. `test/dashboard/message-parts.test.ts` walks each page and holds it. */
const ofRoutes: readonly (readonly [start: string, parts: readonly PartName[]])[] = [
  ['/survey/[id]/method', ['method']],
  ['/survey/[id]/asked', ['method']],
  ['/survey', ['answer', 'keep']],
  ['/assist', ['answer']],
  ['/receipt', ['answer']],
  ['/interest', ['answer']],
  ['/feedback', ['answer']],
  ['/explore', ['figures', 'explore']],
  ['/embed/compare', ['figures', 'compare']],
  ['/embed', ['figures', 'explore']],
  ['/catalogue', ['catalogue']],
  ['/laboratories', ['laboratory']],
  ['/skill', ['figures', 'skill', 'catalogue']],
  ['/quote', ['figures', 'skill']],
  ['/compare', ['figures', 'compare']],
  ['/gap', ['figures', 'gap']],
  ['/credential', ['credential']],
  ['/passport', ['credential']],
  ['/said', ['credential']],
  ['/curriculum', ['credential']],
  ['/evidence', ['figures', 'evidence']],
  ['/plan', ['figures', 'plan']],
  ['/quality', ['method']],
  ['/figure', ['method']],
  ['/brief', ['method']],
  ['/programme', ['site']],
  ['/accessibility', ['site']],
  ['/privacy', ['site']],
  ['/sources', ['site']],
  ['/sign-in', ['site']],
  ['/account', ['figures']],
  ['/admin', ['answer', 'figures', 'site']],
  ['/coding', ['evidence']],
  ['/instrument', ['answer']],
  ['/register', ['answer']],
  ['/session/new', ['answer']],
  ['/session', ['evidence']],
];

/** The parts that a page says, besides the common one. */
export function partsOf(route: string | null): readonly PartName[] {
  if (route === '/') return ['site', 'keep'];
  return ofRoutes.find(([start]) => route?.startsWith(start))?.[1] ?? [];
}
