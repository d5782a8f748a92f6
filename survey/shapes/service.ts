/** Official outlines as administrators import them: a file is tried beside the server, looked at, and then stored. */
import { demand, type Person } from '../../access.ts';
import { Problem, type ProblemLanguage } from '../../problem.ts';
import type { ShapeImports, ShapesDraft } from '../contract.ts';
import type { Made } from './make.ts';
import { shapeStore, type ShapeStore, type ShapeStoreOptions } from './store.ts';
import { makeInThread } from './thread.ts';

/** One file at a time: its bytes and outlines are held until they are stored or forgotten. */
interface Trial {
  readonly owner: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stop: AbortController;
  progress: Pick<ShapesDraft, 'step' | 'done' | 'of'>;
  made: Made | null;
  problem: Problem | null;
}

export type ShapeImportsOptions = ShapeStoreOptions & {
  /** keeps what nobody foresaw */
  readonly report: (reason: unknown) => void;
};

export interface OpenShapeImports extends ShapeImports {
  readonly store: ShapeStore;
  /** Stops what is being tried. */
  close(): void;
}

export function createShapeImports(options: ShapeImportsOptions): OpenShapeImports {
  const store = shapeStore(options);
  let trial: Trial | null = null;
  const enter = (who: Person | null): Person => {
    demand(who, 'territory.manage', {});
    return who!;
  };
  const forget = () => {
    trial?.stop.abort();
    trial = null;
  };
  const own = ({ id }: Person) => (trial?.owner === id ? trial : null);
  const stateFor = async (person: Person, language: ProblemLanguage) => {
    const mine = own(person);
    return { versions: await store.versions(), draft: mine && toldDraft(mine, language) };
  };
  const run = async (one: Trial, work: Promise<Made>) => {
    try {
      one.made = await work;
    } catch (error) {
      if (!(error instanceof Problem)) options.report(error);
      one.problem = error instanceof Problem ? error : new Problem('internal', { reference: one.name });
    }
  };
  return {
    store,
    close: forget,
    state: async (who, language) => stateFor(enter(who), language),
    begin: async (who, language, { file, level, property = null, layer = null }, bytes) => {
      const person = enter(who);
      const isBusy = trial !== null && trial.owner !== person.id && trial.made === null && trial.problem === null;
      if (isBusy) throw new Problem('shapes_busy');
      const list = await store.list();
      forget();
      const progress: Trial['progress'] = { step: 'read', done: 0, of: 1 };
      const [made, problem] = [null, null];
      const one: Trial = { owner: person.id, name: file, bytes, stop: new AbortController(), progress, made, problem };
      trial = one;
      const task = { file, bytes, list, wanted: { level, property, layer } };
      const tell = (step: ShapesDraft['step'], done: number, of: number) => void (one.progress = { step, done, of });
      void run(one, makeInThread(task, { tell, signal: one.stop.signal }));
      return toldDraft(one, language);
    },
    cancel: (who) => {
      if (own(enter(who))) forget();
    },
    apply: async (who, language, credit) => {
      const person = enter(who);
      const mine = own(person);
      if (!mine?.made) throw new Problem('shapes_not_checked');
      // whoever presses twice stores once
      trial = null;
      await store.add(person.id, mine, mine.made, credit).catch((error: unknown) => {
        trial ??= mine;
        throw error;
      });
      return stateFor(person, language);
    },
    setStands: async (who, language, id, stands) => {
      const person = enter(who);
      await store.setStands(person.id, id, stands);
      return stateFor(person, language);
    },
  };
}

function toldDraft({ name, progress, made, problem }: Trial, language: ProblemLanguage): ShapesDraft {
  const { code, title, detail } = problem?.document(language) ?? {};
  return {
    ...{ file: name, state: problem ? 'failed' : made ? 'ready' : 'running', ...progress },
    levels: [...(made?.levels ?? [])],
    problem: code && title && detail ? { code, title, detail } : null,
  };
}
