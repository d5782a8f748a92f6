/** `npm run bench -- NAME` runs test/bench/NAME.ts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [, , name = ''] = process.argv;
const file = join(import.meta.dirname, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  console.error(
    `There is no benchmark "${name}". Write npm run bench -- intake, or the name of another file of test/bench.`,
  );
  process.exit(1);
}
await import(file);
