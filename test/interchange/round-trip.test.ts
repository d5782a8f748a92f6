import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../survey/interchange/from-codes.ts';
import { projectOf } from '../../survey/interchange/from-sessions.ts';
import type { FileFault } from '../../survey/interchange/fault.ts';
import type { IncomingSession, Outgoing } from '../../survey/interchange/material.ts';
import { readCodebook } from '../../survey/interchange/read-codes.ts';
import { readProject } from '../../survey/interchange/read-project.ts';
import { codesOf } from '../../survey/interchange/to-codes.ts';
import { sessionsOf } from '../../survey/interchange/to-sessions.ts';
import { writeCodebook, writeProject } from '../../survey/interchange/write.ts';
import { codes, outgoing } from './arbitrary.ts';

const defaults = { territory: 'province:077', language: 'it', place: '?', day: '2026-06-15' } as const;
const sorted = <T extends { readonly id: string }>(some: readonly T[]): T[] =>
  some.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function there(material: Outgoing) {
  const faults: FileFault[] = [];
  const { project } = readProject(writeProject(projectOf(material)), faults);
  const back = { codes: codesOf(project.codes, faults), sessions: sessionsOf(project, defaults, faults) };
  expect(faults).toEqual([]);
  return back;
}

const withoutPath = <T extends { readonly path: string }>({ path: _, ...rest }: T): Omit<T, 'path'> => rest;

function comparable({ path: _, codings, ...rest }: IncomingSession) {
  return { ...rest, codings: sorted(codings) };
}

describe('what goes out comes back', () => {
  it('as a project: the same texts, codes and codings, to the code point', () => {
    fc.assert(
      fc.property(outgoing, (material) => {
        const back = there(material);
        expect(sorted(back.codes.map(withoutPath))).toEqual(sorted(material.codes));
        const wanted = material.sessions.map(({ session: { people, ...plan }, statements, codings, passes }) => ({
          ...{ ...plan, statements, passes, codings: sorted(codings) },
          people: people.map(({ revision: _, ...person }) => person),
        }));
        expect(back.sessions.map(comparable)).toEqual(wanted);
      }),
      { numRuns: 120 },
    );
  });

  it('as a codebook', () => {
    fc.assert(
      fc.property(codes, (some) => {
        const faults: FileFault[] = [];
        const back = codesOf(readCodebook(writeCodebook(treeOf(some)), faults), faults);
        expect(faults).toEqual([]);
        expect(sorted(back.map(withoutPath))).toEqual(sorted(some));
      }),
      { numRuns: 100 },
    );
  });

  it('and the same programme gives the same bytes', () => {
    fc.assert(
      fc.property(outgoing, (material) => {
        expect(writeProject(projectOf(material)).equals(writeProject(projectOf(material)))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
