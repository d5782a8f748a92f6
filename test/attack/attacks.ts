/** The attack as a whole: one list of steps, the same for planted flaws and for the product. */
import { byDifference, byFewColumns, bySmallCells } from './algebra.ts';
import { byBounds } from './bounds.ts';
import { byDominance, firmCertificate } from './dominance.ts';
import { byCoverage } from './claim.ts';
import type { Claim, Figure } from './figure.ts';
import { found, type Finding } from './finding.ts';
import type { Version } from './population.ts';
import { membershipIn } from './membership.ts';
import { weighed, type Weighings } from './weighing.ts';
import { byWalk, certificate } from './search.ts';
import { limits, systemsOf, type System } from './system.ts';
import { bySubsetSum } from './weighted.ts';

export interface AttackOptions {
  readonly steps: number;
  readonly claims?: readonly Claim[];
  /** how weighted figures can have been made; by default none is expected */
  readonly weighings?: Weighings;
  /** the magnitude that is added up over firms */
  readonly magnitude?: string;
}

/** `certificate`: of each system, the largest leverage in parts of its limit; below 1 is a proof. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly certificate: number;
  readonly equations: number;
}

/** Tries everything on these figures. The attacker knows everybody's dimensions and who answered what, but no answer. */
export async function attack(
  versions: readonly Version[],
  read: readonly Figure[],
  options: AttackOptions,
): Promise<Outcome> {
  const figures = weighed(versions, read, options.weighings ?? (() => []));
  const members = membershipIn('disabled', versions, figures);
  const systems = [
    ...systemsOf(versions, figures),
    ...systemsOf(members.versions, members.figures, { ...limits, flagged: ['disabled'] }),
  ];
  const findings: Finding[] = [];
  for (const system of systems) findings.push(...(await attackSystem(system, options)));
  const people = systems.find(({ variable }) => variable === null);
  const claimed = people ? byCoverage(people, versions, options.claims ?? []) : [];
  const weighted = bySubsetSum(versions, figures, limits.k);
  return {
    findings: [...findings, ...claimed, ...weighted],
    certificate: Math.max(...systems.flatMap((system) => [certificate(system), ...firmProof(system, options)])),
    equations: systems.reduce((sum, { equations }) => sum + equations.length, 0),
  };
}

const firmProof = (system: System, { magnitude }: AttackOptions): number[] =>
  magnitude === undefined || system.variable !== magnitude ? [] : [firmCertificate(system, magnitude)];

async function attackSystem(system: System, { steps, magnitude }: AttackOptions): Promise<Finding[]> {
  const isMagnitude = magnitude !== undefined && system.variable === magnitude;
  const attacks = [bySmallCells, byFewColumns, byDifference, byWalk(steps)];
  const findings: Finding[] = [];
  for (const one of attacks) {
    findings.push(...one(system));
    await breath();
  }
  if (system.flagged) findings.push(...(await byBounds(system)));
  if (isMagnitude) findings.push(...byDominance(system, magnitude, steps));
  return findings;
}

/** Lets the server, which lives in the same process, see to its connections: one left alone for a minute is closed. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** `small cells: 14 groups, 31 people, 3 of them alone; the first: …` a line for each attack that found something. */
export function report({ findings, certificate: proof, equations }: Outcome): string {
  const lines = [...Map.groupBy(findings, (one) => one.attack)].map(([name, some]) => {
    const alone = some.filter(({ people }) => people.length === 1).length;
    return `  ${name}: ${some.length} groups, ${found(some)} people, ${alone} of them alone; ${some[0]!.words}`;
  });
  const head = `${equations} different equations, ${found(findings)} people found, largest leverage ${proof.toFixed(6)} of its limit`;
  return [head, ...lines].join('\n');
}
