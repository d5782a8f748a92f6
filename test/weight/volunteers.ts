/**
 * Volunteers of known bias, drawn from a made-up region whose needs are known: who is schooled longer, younger and well
 * connected answers more, and needs other things. What weights repair of that, and what they cannot.
 */
import { rake, svydesign, svymean } from '../../analytics/index.ts';
import { streams, weighted, type Random } from '../../survey/random.ts';

const sexes = ['f', 'm'] as const;
const ages = ['16-29', '30-49', '50-64', '65plus'] as const;
const schooling = ['low', 'middle', 'high'] as const;
const connections = ['good', 'poor'] as const;

/** A kind of people: how many there are, how readily they answer, and which share of them has each need. */
interface Kind {
  readonly sex: string;
  readonly age: string;
  readonly education: string;
  readonly share: number;
  readonly readiness: number;
  readonly needs: Readonly<Record<Need, number>>;
}

export const needs = ['ictBasic', 'english', 'digitalServices', 'care'] as const;
export type Need = (typeof needs)[number];

/** Shares of age, of education by age, and of a good connection by age and education: Basilicata's in outline. */
const ageShares = [0.18, 0.31, 0.25, 0.26];
const schoolingByAge = [
  [0.3, 0.52, 0.18],
  [0.3, 0.47, 0.23],
  [0.48, 0.39, 0.13],
  [0.77, 0.17, 0.06],
];
const goodByAge = [0.92, 0.85, 0.7, 0.4];
const goodBySchooling = [-0.12, 0.02, 0.08];

/** How much more readily somebody answers an online survey that is open to all. */
const readiness = {
  sex: [1.25, 1],
  age: [1.1, 1.25, 0.95, 0.45],
  education: [0.45, 1, 2.1],
  connection: [1.3, 0.35],
};

/** The log odds of a need: of everybody, and what age, education and a poor connection add. */
const needModel: Readonly<
  Record<Need, { base: number; age: number[]; education: number[]; poor: number; women: number }>
> = {
  ictBasic: { base: -1.2, age: [-0.9, -0.3, 0.4, 0.9], education: [0.7, 0, -0.8], poor: 0.6, women: 0.1 },
  english: { base: -0.7, age: [0.8, 0.4, -0.3, -1.2], education: [-0.5, 0.2, 0.6], poor: -0.3, women: 0.1 },
  digitalServices: { base: -0.9, age: [-0.5, -0.1, 0.4, 0.6], education: [0.3, 0, -0.3], poor: 0.5, women: 0 },
  care: { base: -1.6, age: [0, 0.2, 0.1, -0.3], education: [0.4, 0.1, -0.4], poor: 0, women: 0.7 },
};

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

function kinds(): Kind[] {
  return sexes.flatMap((sex, s) =>
    ages.flatMap((age, a) =>
      schooling.flatMap((education, e) =>
        connections.map((connection, c): Kind => {
          const good = Math.min(0.98, (goodByAge[a] ?? 0) + (goodBySchooling[e] ?? 0));
          const share =
            [0.51, 0.49][s]! * ageShares[a]! * schoolingByAge[a]![e]! * (connection === 'good' ? good : 1 - good);
          const ready = readiness.sex[s]! * readiness.age[a]! * readiness.education[e]! * readiness.connection[c]!;
          const need = (name: Need) => {
            const { base, age: byAge, education: bySchooling, poor, women } = needModel[name];
            return logistic(base + byAge[a]! + bySchooling[e]! + c * poor + (1 - s) * women);
          };
          const own = Object.fromEntries(needs.map((name) => [name, need(name)])) as Record<Need, number>;
          return { sex, age, education, share, readiness: ready, needs: own };
        }),
      ),
    ),
  );
}

/** What one weighting leaves: in percentage points, averaged over the samples. */
export interface Left {
  readonly need: Need;
  readonly truth: number;
  readonly plain: number;
  readonly sexAge: number;
  readonly withEducation: number;
  /** share of the bias that a weighting took away */
  readonly repairedBySexAge: number;
  readonly repairedWithEducation: number;
  /** how often the range of the shares weighted with education holds the population's share */
  readonly heldByRange: number;
}

/** Draws samples and weights each one both ways. */
export function volunteers(seed: string, samples: number, size: number): Left[] {
  const all = kinds();
  const draws = Array.from({ length: samples }, (_, sample) => drawn(all, size, streams(seed)(sample)));
  return needs.map((need) => {
    const truth = all.reduce((sum, kind) => sum + kind.share * kind.needs[need], 0);
    const mean = (of: (one: (typeof draws)[number]) => number) =>
      draws.reduce((sum, one) => sum + of(one), 0) / samples;
    const [plain, sexAge, withEducation] = [
      mean((one) => one.plain[need].estimate) - truth,
      mean((one) => one.sexAge[need].estimate) - truth,
      mean((one) => one.withEducation[need].estimate) - truth,
    ];
    const repaired = (left: number) => 1 - Math.abs(left) / Math.abs(plain);
    const heldByRange = mean(({ withEducation: { [need]: one } }) => Number(one.low <= truth && truth <= one.high));
    const shares = { repairedBySexAge: repaired(sexAge), repairedWithEducation: repaired(withEducation), heldByRange };
    return { need, truth, plain, sexAge, withEducation, ...shares };
  });
}

type Shares = Readonly<Record<Need, { readonly estimate: number; readonly low: number; readonly high: number }>>;

function drawn(all: readonly Kind[], size: number, random: Random) {
  const chances = all.map(({ share, readiness: ready }) => share * ready);
  const rows = Array.from({ length: size }, () => {
    const kind = all[weighted(random, chances)]!;
    const answers = Object.fromEntries(needs.map((need) => [need, Number(random.next() < kind.needs[need])]));
    return { kind, answers: answers as Record<Need, number> };
  });
  const columns = {
    sexAge: rows.map(({ kind }) => `${kind.sex} ${kind.age}`),
    education: rows.map(({ kind }) => kind.education),
  };
  const populations = {
    sexAge: populationOf(all, ({ sex, age }) => `${sex} ${age}`),
    education: populationOf(all, ({ education }) => education),
  };
  const plain = svydesign({ weights: rows.map(() => 1) });
  const shares = (design: typeof plain) =>
    Object.fromEntries(
      needs.map((need) => {
        const { estimate, ciLow, ciHigh } = svymean(
          design,
          rows.map(({ answers }) => answers[need]),
        );
        return [need, { estimate: estimate ?? 0, low: ciLow ?? 0, high: ciHigh ?? 0 }];
      }),
    ) as Shares;
  return {
    plain: shares(plain),
    sexAge: shares(rake(plain, { sexAge: columns.sexAge }, { sexAge: populations.sexAge })),
    withEducation: shares(rake(plain, columns, populations)),
  };
}

function populationOf(all: readonly Kind[], of: (kind: Kind) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of all) counts[of(kind)] = (counts[of(kind)] ?? 0) + 480_000 * kind.share;
  return counts;
}
