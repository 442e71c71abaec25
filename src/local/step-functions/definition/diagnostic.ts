/** What is wrong with a definition, as ValidateStateMachineDefinition says it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  /** One of https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html. */
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Such as `/States/Pay/Resource`; absent when it is the whole machine. */
  readonly location?: string;
}

export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'INVALID_LABEL_NAME'
  | 'DUPLICATE_STATE_NAME'
  | 'PASS_RESULT_IS_STATIC'
  | 'NO_DOLLAR'
  | 'NO_PATH';

/** Takes in what is wrong. */
export type Report = (code: DiagnosticCode, message: string, location?: string) => void;

/** The most common kind of diagnostic. */
export const schemaFailure = 'SCHEMA_VALIDATION_FAILED';
