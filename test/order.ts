import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, by the beginning of its path; all other files take a second or a few. */
const long = [
  ...['browser/', 'attack/', 'access/cell.', 'survey/shipped-languages.', 'process/', 'api/openapi.', 'cli/'],
  ...['interchange/exchange.', 'paper/', 'analytics/', 'survey/'],
];

/** The files that take long begin first, so that no core waits at the end for the last of them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

/** A file with a worker of its own stands before all, so that nobody's worker ends for it. */
function rank({ moduleId, project }: TestSpecification): number {
  if (project.config.isolate) return -1;
  const place = long.findIndex((beginning) => moduleId.includes(`/test/${beginning}`));
  return place === -1 ? long.length : place;
}
