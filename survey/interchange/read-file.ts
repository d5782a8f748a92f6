/** A file of the standard as what it brings: pure, since it is done in a thread. */
import type { FileFault } from './fault.ts';
import type { IncomingCode, IncomingSession } from './material.ts';
import { readCodebook } from './read-codes.ts';
import { readProject } from './read-project.ts';
import { codesOf } from './to-codes.ts';
import { sessionsOf, type SessionDefaults } from './to-sessions.ts';

export interface FileTask {
  readonly bytes: Uint8Array;
  /** null for a codebook, which brings no sessions */
  readonly defaults: SessionDefaults | null;
}

/** What a file brings; where there are faults, nothing of it is taken. */
export interface FileMaterial {
  readonly codes: readonly IncomingCode[];
  readonly sessions: readonly IncomingSession[];
  /** pictures, recordings, documents of a layout */
  readonly otherSources: number;
  readonly faults: readonly FileFault[];
}

/** @throws Problem unreadable_file */
export function readFile({ bytes, defaults }: FileTask): FileMaterial {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const faults: FileFault[] = [];
  if (defaults === null) {
    const codes = readCodebook(file, faults);
    return { codes: faults.length > 0 ? [] : codesOf(codes, faults), sessions: [], otherSources: 0, faults };
  }
  const { project, otherSources } = readProject(file, faults);
  if (faults.length > 0) return { codes: [], sessions: [], otherSources, faults };
  const codes = codesOf(project.codes, faults);
  return { codes, sessions: sessionsOf(project, defaults, faults), otherSources, faults };
}
