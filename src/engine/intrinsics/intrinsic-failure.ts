/** A call inside an intrinsic cannot be carried out. Internal: `compileIntrinsic` turns it into an IntrinsicError that knows the whole expression. */
export class IntrinsicFailure extends Error {
  override readonly name = 'IntrinsicFailure';
  /** What is wrong and what would be right, for people; AWS says less. */
  readonly detail: string;

  /** @param reason AWS's words, such as `Invalid arguments in States.MathAdd` */
  constructor(reason: string, detail: string) {
    super(reason);
    this.detail = detail;
  }
}
