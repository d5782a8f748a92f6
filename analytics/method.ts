/** What a survey's method note tells: who the figures are about, the weights, the release plan, the rules of its groups. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { Language } from '../survey/contract.ts';
import { ruleInWords, type Rule } from '../survey/target-group.ts';
import type { MethodFacts } from './contract.ts';
import { smallestOf } from './disclosure/candidate.ts';
import { cellKey, tableName } from './domain.ts';
import type { PublishedFigures } from './published.ts';
import type { WeightVersion } from './weight/version.ts';

/**
 * @param k  what holds while nothing is published
 * @param version  the weights that the snapshot was made with; null when there are none
 */
export function methodOf(
  survey: CompiledSurvey,
  figures: PublishedFigures | null,
  version: WeightVersion | null,
  publications: MethodFacts['publications'],
  k: number,
): MethodFacts {
  const sizes = survey.release.sizes.toSorted((a, b) => a.size - b.size);
  const tables = sizes.at(-1)?.tables ?? [];
  const versions = [...survey.variables.values()].flatMap((one) => one.versions);
  const own = figures?.snapshot.k ?? k;
  return {
    ...{ k: own, sensitiveK: smallestOf({ k: own }, true) },
    snapshot: figures && snapshotOf(figures),
    publications,
    about: figures && everybodyIn(figures),
    weights: version && weightsOf(version),
    frame: version && frameOf(version),
    sizes: sizes.map(({ size }) => size),
    dimensions: tables.flatMap((table) => (table.length === 1 ? table : [])),
    pairs: tables.filter((table) => table.length > 1).length,
    closing: survey.release.closing,
    versions: [...new Set(versions)].filter((one) => one <= survey.version).sort((a, b) => a - b),
    groups: groupsOf(survey),
  };
}

function snapshotOf({ snapshot: { id, takenOn, responses } }: PublishedFigures) {
  return { id, takenOn, responses };
}

/** Respondents of the cell of all; null when the audit has not released it. */
function everybodyIn({ snapshot, places }: PublishedFigures): number | null {
  const place = places.get(tableName([]))?.get(cellKey([]));
  return place === undefined ? null : (snapshot.cells[place]?.n ?? null);
}

/** Nothing that counts the respondents of a class, which the audit has not seen: hence a part in words, and few digits. */
function weightsOf(version: WeightVersion): MethodFacts['weights'] {
  const { version: number, kind, method, madeOn, margins, trim, deff, deffResidual } = version;
  return {
    ...{ version: number, kind, method, madeOn, trim, trimmed: partOf(version) },
    margins: margins.map(({ name, sources }) => ({ dimensions: name.split('*'), sources })),
    deff: Number(deff.toPrecision(3)),
    deffResidual: deffResidual === null ? null : Number(deffResidual.toPrecision(2)),
  };
}

function partOf({ trimmed, responses }: WeightVersion): NonNullable<MethodFacts['weights']>['trimmed'] {
  if (trimmed === 0) return 'none';
  if (trimmed < 0.01 * responses) return 'under1';
  return trimmed < 0.05 * responses ? 'under5' : 'over5';
}

function frameOf({ frame }: WeightVersion): MethodFacts['frame'] {
  if (frame === null) return null;
  const { dimension, strata, source, year } = frame;
  const added = (key: 'population' | 'drawn') => strata.reduce((sum, stratum) => sum + stratum[key], 0);
  return { dimension, strata: strata.length, population: added('population'), drawn: added('drawn'), source, year };
}

/** A rule that is made of other groups' rules names those groups. */
function groupsOf({ targetGroups, variables }: CompiledSurvey): MethodFacts['groups'] {
  const labels = new Map(targetGroups.map(({ rule, label }) => [JSON.stringify(rule), label]));
  const told = (rule: Rule, language: Language) =>
    ruleInWords(rule, variables, language, (part) => labels.get(JSON.stringify(part))?.[language]);
  return targetGroups
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ label, rule, flagged }) => ({ label, rule: { it: told(rule, 'it'), en: told(rule, 'en') }, flagged }));
}
