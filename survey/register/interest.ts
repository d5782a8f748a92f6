/** Declaring an interest, apart from every answer and with a consent of its own; and taking it back. */
import type { z } from 'zod';
import { canonicalJson } from '../canonical.ts';
import {
  Concealment,
  Declaration,
  type Declared,
  type InterestKind,
  type OwnInterest,
  type Withdrawn,
} from '../contract.ts';
import { hash128, receiptHashOf } from '../receipt.ts';
import { Problem } from '../../problem.ts';
import type { RegisterContext } from './context.ts';
import { fieldFaults, invalidInterest } from './fault.ts';
import { readForm, type Choices } from './form.ts';
import { concealInterest, insertInterest, readInterests, wipeInterest, type StoredInterest } from './store.ts';

export interface Interests {
  /**
   * @param body  not yet trusted
   * @throws Problem not_found, invalid_interest, consent_changed, interest_conflict, interest_withdrawn, too_many_interests
   */
  declare(programme: string, body: unknown): Promise<{ created: boolean; declared: Declared }>;
  /** @throws Problem withdrawal_unknown */
  own(code: string): Promise<OwnInterest>;
  /** Takes a firm out of the schools' list. @throws Problem withdrawal_unknown, malformed */
  conceal(code: string, body: unknown): Promise<OwnInterest>;
  /** Wipes everything at once; the same code again gives the same day. @throws Problem withdrawal_unknown */
  withdraw(code: string): Promise<Withdrawn>;
}

export function interestsOf(context: RegisterContext, pace: () => void): Interests {
  const { database, today } = context;
  const byCode = async (code: string): Promise<StoredInterest> => {
    const hash = receiptHashOf(code);
    const [found] = hash === null ? [] : await readInterests(database, 'withdrawal_hash = $hash::UUID', { hash });
    if (!found) throw new Problem('withdrawal_unknown');
    return found;
  };
  const standing = async (code: string) => {
    const found = await byCode(code);
    if (found.withdrawnOn !== null) throw new Problem('withdrawal_unknown');
    return found;
  };
  return {
    declare: async (programme, body) => {
      const { declaration, choices } = await read(context, programme, body);
      checkChoices(declaration, choices);
      pace();
      return store(context, programme, declaration);
    },
    own: async (code) => ownOf(await standing(code)),
    conceal: async (code, body) => {
      if (!Concealment.safeParse(body).success) throw new Problem('malformed', { reason: 'showToSchools' });
      const { id } = await standing(code);
      await database.write((tx) => concealInterest(tx, id));
      return ownOf(await standing(code));
    },
    withdraw: async (code) => {
      const { id, withdrawnOn } = await byCode(code);
      if (withdrawnOn !== null) return { withdrawnOn };
      await database.write((tx) => wipeInterest(tx, id, today()));
      return { withdrawnOn: today() };
    },
  };
}

/** The declaration, checked by itself, and the text that it must have met. */
async function read(context: RegisterContext, programme: string, body: unknown) {
  const kind = kindOf(body);
  const form = await readForm(context, programme, kind);
  const parsed = Declaration.safeParse(body);
  if (!parsed.success) throw invalidInterest(fieldFaults(parsed.error as z.ZodError));
  const declaration = parsed.data;
  if (declaration.version !== form.version)
    throw new Problem('consent_changed', { value: declaration.version, known: form.version });
  return { declaration, choices: form };
}

function kindOf(body: unknown): InterestKind {
  const parsed = Declaration.options.find(
    ({ shape }) => shape.kind.safeParse((body as { kind?: unknown } | null)?.kind).success,
  );
  if (!parsed) throw invalidInterest([{ path: 'kind', code: 'invalid' }]);
  return parsed.shape.kind.value;
}

function checkChoices(declaration: Declaration, { languages, municipalities, sectors, topics }: Choices): void {
  const has = (list: Choices['topics'], code: string) => list.some((one) => one.code === code);
  const wrong = [
    ...(languages.includes(declaration.language) ? [] : ['language']),
    ...(has(municipalities, declaration.municipality) ? [] : ['municipality']),
    ...(declaration.kind !== 'madrina' || has(sectors, declaration.sector) ? [] : ['sector']),
    ...(declaration.kind !== 'madrina' || declaration.topics.every((one) => has(topics, one)) ? [] : ['topics']),
  ];
  if (wrong.length > 0) throw invalidInterest(wrong.map((path) => ({ path, code: 'invalid' })));
}

/** Marks of a declaration: other words before the id than those of answers, so that no mark is ever shared. */
function marksOf({ receipts }: RegisterContext, declaration: Declaration) {
  const id = declaration.id.toLowerCase();
  const code = receipts.sign(`interest code ${id}`);
  const bodyMark = hash128(receipts.sign(`interest body ${canonicalJson({ ...declaration, id })}`));
  return { id: hash128(receipts.sign(`interest id ${id}`)), code, bodyMark };
}

async function store(context: RegisterContext, programme: string, declaration: Declaration) {
  const { id, code, bodyMark } = marksOf(context, declaration);
  const consentedOn = context.today();
  return context.database.write(async (tx) => {
    const [known] = await readInterests(tx, 'id = $id::UUID', { id });
    if (known) return { created: false, declared: again(known, bodyMark, code) };
    const row = rowOf(declaration);
    const withdrawalHash = receiptHashOf(code)!;
    await insertInterest(tx, { ...row, programme, id, bodyMark, consentedOn, withdrawnOn: null, withdrawalHash });
    return { created: true, declared: { withdrawal: code, consentedOn } };
  });
}

function again({ withdrawnOn, bodyMark, consentedOn }: StoredInterest, mark: string, withdrawal: string): Declared {
  if (withdrawnOn !== null) throw new Problem('interest_withdrawn');
  if (bodyMark !== mark) throw new Problem('interest_conflict');
  return { withdrawal, consentedOn };
}

function rowOf(declaration: Declaration) {
  const { kind, version, language, person, contact, municipality } = declaration;
  const common = { kind, version, language, person, contact, municipality };
  if (declaration.kind !== 'madrina') {
    const available = declaration.available || null;
    return { ...common, available, organisation: null, sector: null, topics: null, showToSchools: null };
  }
  const { organisation, sector, topics, showToSchools } = declaration;
  return { ...common, available: null, organisation, sector, topics: [...new Set(topics)].sort(), showToSchools };
}

function ownOf(row: StoredInterest): OwnInterest {
  const { programme, kind, version, consentedOn, showToSchools, organisation, person, contact, municipality } = row;
  if (person === null || contact === null || municipality === null)
    throw new Error('a standing interest has a contact');
  return { programme, kind, version, consentedOn, showToSchools, organisation, person, contact, municipality };
}
