/** Comparisons of what is published: nothing else is read. */
import { Problem } from '../../problem.ts';
import type { Registry } from '../../survey/registry/registry.ts';
import type { ComparisonChoices, ComparisonService } from '../contract.ts';
import { dimensionsOf } from '../dimension.ts';
import { askingNamed, askingSurveys, type Asking } from './asking.ts';
import { readSide, type Published } from './figures.ts';
import { comparePair } from './pair.ts';
import { readPair, readQuery, sharingGroups, type SideQuery } from './query.ts';
import { compareVoices, voicesOf } from './voices.ts';

export interface ComparisonOptions {
  readonly analytics: Published;
  readonly registry: Pick<Registry, 'programme' | 'entries'>;
}

export function createComparisons({ analytics, registry }: ComparisonOptions): ComparisonService {
  const homeOf = (programme: string): string => {
    const { territory } = registry.programme(programme).programme;
    return 'code' in territory ? territory.code : '';
  };
  return {
    choices: (programme) => choicesAmong(askingSurveys(registry, programme)),
    sharing: (programme, survey, variable) =>
      sharingGroups(askingNamed(askingSurveys(registry, programme), survey), variable),
    compare: (programme, input) => {
      const surveys = askingSurveys(registry, programme);
      const query = readQuery(input);
      const read = (side: SideQuery) => readSide(analytics, side, homeOf(programme));
      if (query.kind === 'voices') {
        const voices = voicesOf(surveys);
        if (voices.length === 0) throw new Problem('not_found', { value: 'voices' });
        return compareVoices(
          programme,
          voices.map((asking) => read(sideOf(asking))),
        );
      }
      const { sides, relation } = readPair(surveys, query);
      return comparePair({ kind: query.kind, programme }, [read(sides[0]), read(sides[1])], relation);
    },
  };
}

const idOf = ({ entry }: Asking): string => entry.compiled.id;

function choicesAmong(surveys: readonly Asking[]): ComparisonChoices {
  const told = surveys.map((asking) => ({
    survey: idOf(asking),
    dimensions: groupDimensions(asking),
    waves: surveys.filter(({ entry }) => entry.compiled.instrument === asking.entry.compiled.instrument).map(idOf),
  }));
  return { surveys: told, voices: voicesOf(surveys).map(idOf) };
}

/** The main group divides people once more by the same rules. */
function groupDimensions({ entry: { compiled } }: Asking): string[] {
  const isMainGroup = (name: string) => {
    const variable = compiled.variables.get(name);
    return variable?.role === 'targetGroup' && variable.type !== 'multiple';
  };
  const names = [...dimensionsOf(compiled).values()].flatMap(({ level, name }) => (level === null ? [name] : []));
  return names.filter((name) => !isMainGroup(name));
}

const sideOf = (asking: Asking): SideQuery => ({ code: asking.entry.compiled.id, asking, where: [] });
