/** Tables of figures as files. */

/** A cell is text, a count, a number or a share (0..1), or empty; `title` stands over the column where people read it. */
export interface FileColumn {
  readonly name: string;
  readonly title: string;
  readonly kind: 'text' | 'integer' | 'number' | 'share';
}

export interface FileTable {
  readonly columns: readonly FileColumn[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** A workbook: the table on its first sheet, what one must know to read it on the second, a line for each. */
export interface FileBook {
  readonly table: FileTable & { readonly name: string };
  readonly about: { readonly name: string; readonly lines: readonly (readonly [what: string, told: string])[] };
}

/** Tables as bytes. What looks like a formula is text in all of them. */
export interface FigureFiles {
  workbook(book: FileBook): Promise<Uint8Array>;
  /** @param about  what the table itself does not say; it goes into the metadata as JSON */
  arrow(table: FileTable, about: unknown): Uint8Array;
}
