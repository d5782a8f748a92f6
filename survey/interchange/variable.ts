/** The variables of our files: what is known of a session and of a participant. */
import { derivedGuid } from './guid.ts';
import type { QdaValue, QdaVariable, VariableType } from './shape.ts';

export const sessionVariables = {
  heldOn: 'Date',
  place: 'Text',
  territory: 'Text',
  groups: 'Text',
  language: 'Text',
  guide: 'Integer',
} as const satisfies Record<string, VariableType>;

export const participantVariables = {
  number: 'Integer',
  role: 'Text',
  group: 'Text',
  takesPart: 'Boolean',
  mayQuote: 'Boolean',
  withdrawnOn: 'Date',
} as const satisfies Record<string, VariableType>;

export const allVariables: readonly QdaVariable[] = Object.entries({
  ...sessionVariables,
  ...participantVariables,
}).map(([name, type]) => ({ guid: derivedGuid('variable', name), name, type }));

/** Values by variable; what is null is not written. */
export const valuesOf = <V extends Readonly<Record<string, VariableType>>>(
  variables: V,
  values: Readonly<Record<keyof V, string | number | boolean | null>>,
): QdaValue[] =>
  Object.entries(variables).flatMap(([variable, type]) => {
    const value = values[variable as keyof V];
    return value === null ? [] : [{ variable, type, value: String(value) }];
  });

/** Values as they were read, by name. */
export const byName = (values: readonly QdaValue[]): Readonly<Partial<Record<string, string>>> =>
  Object.fromEntries(values.map(({ variable, value }) => [variable, value]));
