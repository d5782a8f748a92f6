/** Persons over several publications: whose answers stood where, and where another version of them begins. */

/**
 * What is common to some persons: their profile at each publication so far, −1 while they are not in it.
 *
 * A version of an answer is one column of the audit. While a person's answers stay, snapshots count the same column, and
 * what lies between two snapshots is about others. A correction ends the version and begins another; an erasure or a
 * later mark ends it.
 */
export interface History {
  /** persons with this history */
  readonly count: number;
  /** one a publication, the new one last */
  readonly profiles: readonly number[];
  /**
   * publications (their places) since which a corrected answer stands. A change of profile is a correction in any case.
   * Coming back unchanged after an absence is none.
   */
  readonly corrected?: readonly number[];
}

/** The columns of histories: `profile`, `person` and `count` of each, and the publications it stands in. */
export interface VersionColumns {
  readonly counts: Float64Array;
  readonly profiles: Int32Array;
  readonly persons: Int32Array;
  /** for each publication, the columns that stand in it, ascending */
  readonly present: readonly Int32Array[];
}

interface Version {
  readonly profile: number;
  readonly publications: readonly number[];
}

/** One column a version. Histories with equal versions may be given once or several times: the audit is the same. */
export function versionColumns(histories: readonly History[], publications: number): VersionColumns {
  const columns = histories.flatMap((history, person) =>
    versionsOf(history).map((version) => ({ ...version, person, count: history.count })),
  );
  const all = [...columns.keys()];
  return {
    counts: Float64Array.from(columns, ({ count }) => count),
    profiles: Int32Array.from(columns, ({ profile }) => profile),
    persons: Int32Array.from(columns, ({ person }) => person),
    present: Array.from({ length: publications }, (_, publication) =>
      Int32Array.from(all.filter((column) => columns[column]!.publications.includes(publication))),
    ),
  };
}

function versionsOf({ profiles, corrected = [] }: History): Version[] {
  return profiles.reduce<Version[]>((versions, profile, publication) => {
    if (profile < 0) return versions;
    const last = versions.at(-1);
    const isNew = last === undefined || last.profile !== profile || isCorrected(corrected, last, publication);
    if (isNew) return [...versions, { profile, publications: [publication] }];
    return [...versions.slice(0, -1), { profile, publications: [...last.publications, publication] }];
  }, []);
}

/** A correction also counts when it fell into an absence. */
const isCorrected = (corrected: readonly number[], last: Version, publication: number): boolean =>
  corrected.some((since) => since > last.publications.at(-1)! && since <= publication);
