/** A finding of asl-validator. */
export interface SecondOpinion {
  /** The machine of the module that is checked. */
  readonly machine?: string | undefined;
  readonly code: string;
  readonly message: string;
}

/**
 * What asl-validator says of a definition. It is loaded when it is first asked (half a second), and asked about a clone,
 * because it writes into what it is given. It knows less and is sometimes wrong (it refuses `Assign: { x: "" }`), so its
 * word is shown, each finding once, and does not count.
 */
export async function secondOpinion(definition: unknown): Promise<readonly SecondOpinion[]> {
  if (typeof definition !== 'object' || definition === null) return [];
  const { default: validate } = await import('asl-validator');
  try {
    const { errors } = validate(structuredClone(definition));
    const findings = new Map(
      errors.map(({ 'Error code': code, Message: message }) => [`${code}: ${message}`, { code, message }]),
    );
    return [...findings.values()];
  } catch (error) {
    return [{ code: 'GAVE_UP', message: `asl-validator cannot read it: ${(error as Error).message}` }];
  }
}
