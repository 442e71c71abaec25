/** PLACEHOLDER */
export function variableReferences(_definition: string): Readonly<Record<string, readonly string[]>> | undefined {
  return undefined;
}
