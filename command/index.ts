import { auditList, auditVerify } from './audit.ts';
import { configPrint } from './config-print.ts';
import { demo } from './demo.ts';
import { generate } from './generate.ts';
import { marginsImport } from './margins.ts';
import { brief, report } from './paper.ts';
import { programmeCheck, programmeLoad, programmePlaces } from './programme.ts';
import { purge } from './purge.ts';
import { importShapes } from './shapes.ts';
import { importSeries } from './series.ts';
import { snapshotPublish } from './snapshot.ts';
import { userAdd } from './user.ts';
import { weightsRun } from './weights.ts';

/** A verb of the command line. `name` may be two words; `run` gets what stands after them. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  run(argv: readonly string[]): Promise<void>;
}

const help: Command = {
  name: 'help',
  usage: 'help',
  does: 'lists the commands',
  run: async () => {
    const width = Math.max(...commands.map(({ usage }) => usage.length));
    for (const { usage, does } of commands) console.log(`${usage.padEnd(width)}  ${does}`);
  },
};

export const commands: readonly Command[] = [
  help,
  demo,
  generate,
  programmeCheck,
  programmeLoad,
  programmePlaces,
  marginsImport,
  importShapes,
  importSeries,
  weightsRun,
  snapshotPublish,
  brief,
  report,
  purge,
  auditVerify,
  auditList,
  userAdd,
  configPrint,
];
