/** A state machine in the Amazon States Language. */
export interface Asl {
  Comment?: string;
  QueryLanguage?: 'JSONata' | 'JSONPath';
  Version?: string;
  StartAt: string;
  TimeoutSeconds?: number;
  States: Record<string, AslState>;
}

/** A state of it; its other fields depend on its type. */
export interface AslState {
  Type: string;
  [field: string]: unknown;
}

/** Fields of a state, in the order in which they are printed. */
export type Fields = Record<string, unknown>;
