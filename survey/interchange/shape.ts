/** A project and a codebook as REFI-QDA 1.5 describes them, as far as text goes. Positions are code points. */

export interface QdaCode {
  readonly guid: string;
  readonly name: string;
  readonly isCodable: boolean;
  /** #RRGGBB */
  readonly colour: string | null;
  readonly description: string;
  readonly codes: readonly QdaCode[];
}

export interface QdaCoding {
  readonly guid: string;
  readonly code: string;
  readonly user: string | null;
  /** in UTC */
  readonly at: string | null;
}

export interface QdaSelection {
  readonly guid: string;
  readonly name: string;
  readonly start: number;
  /** the first that is not part of it any more */
  readonly stop: number;
  readonly description: string;
  readonly codings: readonly QdaCoding[];
  /** identifiers of notes */
  readonly notes: readonly string[];
}

export const variableTypes = ['Text', 'Boolean', 'Integer', 'Float', 'Date', 'DateTime'] as const;
export type VariableType = (typeof variableTypes)[number];

export interface QdaValue {
  readonly variable: string;
  readonly type: VariableType;
  readonly value: string;
}

export interface QdaSource {
  readonly guid: string;
  readonly name: string;
  readonly description: string;
  readonly text: string;
  readonly at: string | null;
  readonly selections: readonly QdaSelection[];
  /** identifiers of notes */
  readonly notes: readonly string[];
  readonly values: readonly QdaValue[];
}

export interface QdaCase {
  readonly guid: string;
  readonly name: string;
  readonly values: readonly QdaValue[];
  readonly sources: readonly string[];
  readonly selections: readonly string[];
}

export interface QdaVariable {
  readonly guid: string;
  readonly name: string;
  readonly type: VariableType;
}

export interface QdaNote {
  readonly guid: string;
  readonly name: string;
  readonly text: string;
}

export interface QdaProject {
  readonly name: string;
  readonly origin: string;
  readonly at: string | null;
  readonly users: readonly { readonly guid: string; readonly name: string }[];
  readonly codes: readonly QdaCode[];
  readonly variables: readonly QdaVariable[];
  readonly cases: readonly QdaCase[];
  readonly sources: readonly QdaSource[];
  readonly notes: readonly QdaNote[];
}

/** What we call ourselves in files. */
export const origin = 'Fabbisogni';
export const namespaces = { project: 'urn:QDA-XML:project:1.0', codebook: 'urn:QDA-XML:codebook:1.0' } as const;
