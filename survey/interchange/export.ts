/** Files that go out: codebooks, projects, tables. Each is noted with what it holds, never with its words. */
import type { Interchange } from '../contract.ts';
import { Problem } from '../../problem.ts';
import { signedIn, type InterchangeContext, type Who } from './context.ts';
import { treeOf } from './from-codes.ts';
import { gather, gatherAll, quotableOf, type Gathered } from './gather.ts';
import { codingTable } from './table.ts';
import { writeCodebook } from './write.ts';
import { writeInThread } from './write-thread.ts';

export type Exports = Pick<Interchange, 'codebook' | 'project' | 'sessionProject' | 'statements' | 'codedStatements'>;

export function exportsOf(context: InterchangeContext): Exports {
  const { codings, registry, today } = context;

  const note = (who: Who, as: string, { programme, object = programme }: Noted, counts: Record<string, number>) =>
    context.audit.record(null, {
      ...{ who: signedIn(who).id, action: 'interchange.export', programme, object },
      detail: { as, ...counts },
    });

  const packed = async (who: Who, gathered: readonly Gathered[], at: Noted & { readonly name: string }) => {
    const sessions = gathered.map(quotableOf);
    const codes = await codings.codes(who, at.programme);
    const file = await writeInThread({ name: at.name, day: today(), codes, sessions });
    await note(who, 'qdpx', at, countsOf(gathered));
    return file;
  };

  const table = async (who: Who, gathered: readonly Gathered[], at: Noted, withUncoded: boolean) => {
    const codes = await codings.codes(who, at.programme);
    const csv = codingTable(gathered, codes, { withUncoded });
    await note(who, 'csv', at, countsOf(gathered));
    return csv;
  };

  return {
    codebook: async (who, programme) => {
      const tree = treeOf(await codings.codes(who, programme));
      if (tree.length === 0) throw new Problem('nothing_to_export');
      await note(who, 'qdc', { programme }, { codes: tree.length });
      return writeCodebook(tree);
    },
    project: async (who, programme) => {
      const gathered = await gatherAll(context, who, programme);
      const { title } = registry.programme(programme).programme;
      return packed(who, gathered, { programme, name: title.it });
    },
    sessionProject: async (who, id) => {
      const gathered = await gather(context, who, id);
      const { programme, title, id: object } = gathered.session;
      return packed(who, [gathered], { programme, object, name: title });
    },
    statements: async (who, id) => {
      const gathered = await gather(context, who, id);
      const { programme, id: object } = gathered.session;
      return table(who, [gathered], { programme, object }, true);
    },
    codedStatements: async (who, programme) => {
      const gathered = await gatherAll(context, who, programme);
      return table(who, gathered, { programme }, false);
    },
  };
}

interface Noted {
  readonly programme: string;
  /** a session, when it is about one */
  readonly object?: string;
}

function countsOf(gathered: readonly Gathered[]): Record<string, number> {
  const out = gathered.map(quotableOf);
  const sum = (of: (one: (typeof out)[number]) => number) => out.reduce((total, one) => total + of(one), 0);
  return {
    sessions: out.length,
    statements: sum(({ statements }) => statements.length),
    codings: sum(({ codings }) => codings.length),
    leftOut: sum(({ leftOut }) => leftOut),
  };
}
