/** A programme's catalogue of courses: read by everybody. */
import { Problem } from '../../problem.ts';
import type { CatalogueService } from '../contract.ts';
import type { Registry } from '../registry/registry.ts';
import { readCatalogue, type CatalogueSource } from './read.ts';
import { createVisit } from './visit.ts';

export interface CatalogueOptions extends CatalogueSource {
  readonly registry: Pick<Registry, 'programme'>;
  readonly today: () => string;
}

export function createCatalogue(options: CatalogueOptions): CatalogueService {
  const { registry } = options;
  return {
    ...createVisit(options),
    courses: async (programme) => {
      registry.programme(programme);
      return readCatalogue(options, programme);
    },
    course: async (programme, key) => {
      registry.programme(programme);
      const [course] = await readCatalogue(options, programme, key);
      if (course === undefined) throw new Problem('not_found', { value: key });
      return course;
    },
  };
}
