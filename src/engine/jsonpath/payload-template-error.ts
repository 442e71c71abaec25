/**
 * A payload template is invalid; found when the state machine is created.
 *
 * AWS answers CreateStateMachine with InvalidDefinition and
 * `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: <problem> at /States/<state>/Parameters<pointer>'`:
 * {@link problem} and {@link pointer} come from here, the place of the template from the engine.
 */
export class PayloadTemplateError extends Error {
  override readonly name = 'PayloadTemplateError';
  /** AWS's sentence, without the place. */
  readonly problem: string;
  /** The object inside the template that has the field, as a JSON pointer; '' for the template itself. */
  readonly pointer: string;
  /** The field with its `.$`. */
  readonly field: string;

  /** @param detail what is wrong with the text, when more is known than AWS tells */
  constructor(problem: string, pointer: string, field: string, detail?: string) {
    super(
      `${problem} at ${pointer === '' ? 'the top of the template' : pointer}${detail === undefined ? '' : `. ${detail}`}`,
    );
    this.problem = problem;
    this.pointer = pointer;
    this.field = field;
  }
}
