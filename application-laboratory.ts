/** Laboratories of programmes: their register, and figures about them. */
import type { LaboratoryFigures } from './analytics/contract.ts';
import { createLaboratoryFigures, type LaboratoryFiguresOptions } from './analytics/laboratory/service.ts';
import type { LaboratoryService } from './survey/contract.ts';
import type { LaboratoryOptions } from './survey/laboratory/context.ts';
import { createLaboratories } from './survey/laboratory/service.ts';

export interface Laboratories {
  readonly laboratories: LaboratoryService;
  readonly laboratoryFigures: LaboratoryFigures;
}

type Options = LaboratoryOptions & Omit<LaboratoryFiguresOptions, 'laboratories'>;

export function openLaboratories(options: Options): Laboratories {
  const laboratories = createLaboratories(options);
  return { laboratories, laboratoryFigures: createLaboratoryFigures({ ...options, laboratories }) };
}
