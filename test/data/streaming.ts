import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Stream {
  /** the lines so far; the last ones arrive after the end */
  readonly lines: readonly string[];
  /** resolves when `count` lines are there */
  reach(count: number): Promise<void>;
  /** resolves when such a line is there */
  says(line: string): Promise<void>;
  /** sends the signal and gives the exit code (null when the signal ended it) */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly errors: () => string;
}

/** Starts a process that stores answers in the directory (see stream.ts). */
export function startStream(directory: string, prefix: string, callers: number, each = 0): Stream {
  const script = join(import.meta.dirname, 'stream.ts');
  const child = spawn(process.execPath, [script, directory, prefix, String(callers), String(each)]);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const until = async (there: () => boolean): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<'there'>();
    const look = () => void (there() && resolve('there'));
    waiting.add(look);
    look();
    const what = await Promise.race([promise, closed]);
    waiting.delete(look);
    if (what !== 'there' && !there()) throw new Error(`the process ended too early: ${errors}`);
  };
  return {
    lines,
    reach: (count) => until(() => lines.length >= count),
    says: (line) => until(() => lines.includes(line)),
    end: (signal) => {
      child.kill(signal);
      return closed;
    },
    errors: () => errors,
  };
}

/** The names of the answers that were acknowledged as newly stored. */
export function storedNames(stream: Stream): string[] {
  return stream.lines.filter((line) => line.startsWith('stored ')).map((line) => line.slice('stored '.length));
}
