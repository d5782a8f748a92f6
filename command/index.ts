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
    const commands = await Promise.all(Object.values(known).map((load) => load()));
    const width = Math.max(...commands.map(({ usage }) => usage.length));
    for (const { usage, does } of commands) console.log(`${usage.padEnd(width)}  ${does}`);
  },
};

/** Each is read when it is asked for: who lists the places of a region does not wait for the database to load. */
const known: Readonly<Record<string, () => Promise<Command>>> = {
  help: async () => help,
  demo: async () => (await import('./demo.ts')).demo,
  generate: async () => (await import('./generate.ts')).generate,
  'programme check': async () => (await import('./programme.ts')).programmeCheck,
  'programme load': async () => (await import('./programme.ts')).programmeLoad,
  'programme places': async () => (await import('./programme.ts')).programmePlaces,
  'margins import': async () => (await import('./margins.ts')).marginsImport,
  'import shapes': async () => (await import('./shapes.ts')).importShapes,
  'import answers': async () => (await import('./answers.ts')).importAnswers,
  'import series': async () => (await import('./series.ts')).importSeries,
  'marks run': async () => (await import('./marks.ts')).marksRun,
  'weights run': async () => (await import('./weights.ts')).weightsRun,
  'snapshot publish': async () => (await import('./snapshot.ts')).snapshotPublish,
  brief: async () => (await import('./paper.ts')).brief,
  report: async () => (await import('./paper.ts')).report,
  'linkage-test': async () => (await import('./linkage.ts')).linkageTest,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./backup.ts')).restore,
  purge: async () => (await import('./purge.ts')).purge,
  'audit verify': async () => (await import('./audit.ts')).auditVerify,
  'audit list': async () => (await import('./audit.ts')).auditList,
  'user add': async () => (await import('./user.ts')).userAdd,
  'token make': async () => (await import('./token.ts')).tokenMake,
  'config print': async () => (await import('./config-print.ts')).configPrint,
};

/** The command that these words begin with; undefined when none does. */
export async function findCommand(words: readonly string[]): Promise<Command | undefined> {
  const name = Object.keys(known).find((one) => one.split(' ').every((word, index) => words[index] === word));
  return name === undefined ? undefined : known[name]!();
}
