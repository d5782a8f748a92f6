/** Persons over several publications: whose answers stood where, and where another version of them begins. */

/**
 * What is common to some persons: the row (of the plan's dimensions) that they were at each publication,
 * −1 while they were not in it.
 *
 * A version of an answer is one column of the audit. While a person's answers stay, snapshots count the same column, and
 * what lies between two snapshots is about others. A correction ends the version and begins another; an erasure or a
 * later mark ends it.
 */
export interface History {
  /** persons with this history */
  readonly count: number;
  /** one a publication, the new one last */
  readonly rows: readonly number[];
  /**
   * publications (their places) since which a corrected answer stands. A change of row is a correction in any case.
   * Coming back unchanged after an absence is none.
   */
  readonly corrected?: readonly number[];
}

/** The columns of histories: row, person and respondents of each, and the publications it stands in. */
export interface VersionColumns {
  readonly counts: Float64Array;
  readonly rows: Int32Array;
  readonly persons: Int32Array;
  /** for each publication, the columns that stand in it, ascending */
  readonly present: readonly Int32Array[];
}

interface Version {
  readonly row: number;
  readonly publications: readonly number[];
}

/** One column a version. Histories with equal versions may be given once or several times: the audit is the same. */
export function versionColumns(histories: readonly History[]): VersionColumns {
  const publications = Math.max(1, ...histories.map(({ rows }) => rows.length));
  const columns = histories.flatMap((history, person) =>
    versionsOf(history).map((version) => ({ ...version, person, count: history.count })),
  );
  const all = [...columns.keys()];
  return {
    counts: Float64Array.from(columns, ({ count }) => count),
    rows: Int32Array.from(columns, ({ row }) => row),
    persons: Int32Array.from(columns, ({ person }) => person),
    present: Array.from({ length: publications }, (_, publication) =>
      Int32Array.from(all.filter((column) => columns[column]!.publications.includes(publication))),
    ),
  };
}

function versionsOf({ rows, corrected = [] }: History): Version[] {
  return rows.reduce<Version[]>((versions, row, publication) => {
    if (row < 0) return versions;
    const last = versions.at(-1);
    const isNew = last === undefined || last.row !== row || isCorrected(corrected, last, publication);
    if (isNew) return [...versions, { row, publications: [publication] }];
    return [...versions.slice(0, -1), { row, publications: [...last.publications, publication] }];
  }, []);
}

/** A correction also counts when it fell into an absence. */
const isCorrected = (corrected: readonly number[], last: Version, publication: number): boolean =>
  corrected.some((since) => since > last.publications.at(-1)! && since <= publication);
