/** How well coders agree about what was coded, by the measures of the field. */
import {
  alphaOfTable,
  cohenKappa,
  fleissKappa,
  kappaOfTable,
  krippendorffAlpha,
  percentAgreement,
  type Ratings,
} from '../index.ts';
import { alphaRangeOf } from './alpha-range.ts';
import type { AgreementColumns, CharacterCount, Codings } from '../../survey/contract.ts';
import type { AgreementMeasures, Agreements, CodingAgreement } from '../contract.ts';

/** @param codings  asks who may know of it, and gives both coders' work only when both are done */
export function createAgreements(codings: Pick<Codings, 'agreementColumns'>): Agreements {
  return { agreement: async (who, session) => agreementOf(await codings.agreementColumns(who, session)) };
}

const none: AgreementMeasures = { units: 0, percent: null, kappa: null, fleiss: null, alpha: null };

/**
 * The measures of any coders of the same units on a nominal scale; null where a coder did not judge.
 * Percent and Cohen's kappa are of two coders; Fleiss' kappa of more, where all judged every unit.
 * @param coders  a column a coder
 */
export function measuresOf(coders: readonly Ratings[]): AgreementMeasures {
  const judged = unitsOf(coders).filter((unit) => unit.filter((one) => one !== null).length >= 2);
  if (judged.length === 0) return none;
  const { value: alpha } = krippendorffAlpha(coders);
  const [first, second, third] = coders;
  if (first && second && !third) {
    const { value: kappa } = cohenKappa(first, second);
    return { ...none, units: judged.length, percent: percentAgreement(first, second), kappa, alpha };
  }
  return { ...none, units: judged.length, fleiss: fleissOf(judged), alpha };
}

/** What two coders gave to each statement, overall and code by code; and the same character by character. */
export function agreementOf(columns: AgreementColumns): CodingAgreement {
  const codes = columns.characters.map(({ code }) => code);
  const rows = columns.code.map((code, at) => ({ code, first: columns.first[at]!, second: columns.second[at]! }));
  const ofStatements = (some: typeof rows) =>
    measuresOf([some.map(({ first }) => String(first)), some.map(({ second }) => String(second))]);
  return {
    blind: columns.blind,
    statements: new Set(columns.statement).size,
    byStatement: {
      overall: ofStatements(rows),
      codes: codes.map((code) => ({ code, ...ofStatements(rows.filter((row) => row.code === code)) })),
    },
    alphaRange: alphaRangeOf(columns),
    byCharacter: {
      overall: ofCharacters(columns.characters),
      codes: columns.characters.map((one) => ({ code: one.code, ...ofCharacters([one]) })),
    },
  };
}

function ofCharacters(counts: readonly CharacterCount[]): AgreementMeasures {
  const sum = (name: Exclude<keyof CharacterCount, 'code'>) => counts.reduce((total, one) => total + one[name], 0);
  const table = [
    [sum('both'), sum('first')],
    [sum('second'), sum('neither')],
  ];
  if (table.flat().every((count) => count === 0)) return none;
  const { value: kappa, observed, units } = kappaOfTable(table);
  return { ...none, units, percent: observed, kappa, alpha: alphaOfTable(table).value };
}

function unitsOf(coders: readonly Ratings[]): (string | number | null)[][] {
  return Array.from({ length: coders[0]?.length ?? 0 }, (_, unit) => coders.map((coder) => coder[unit] ?? null));
}

/** Null where somebody left a unit out: Fleiss' kappa wants the same number of judgements for each. */
function fleissOf(units: readonly (readonly (string | number | null)[])[]): number | null {
  if (units.some((unit) => unit.includes(null))) return null;
  const values = [...new Set(units.flat())];
  return fleissKappa(units.map((unit) => values.map((value) => unit.filter((one) => one === value).length))).value;
}
