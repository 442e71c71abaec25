import jsonata from 'jsonata';

/** Evaluates JSONata text with the library that Step Functions' own dialect follows. Variables are given without `$`. */
export async function evaluateJsonata(text: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const expression = jsonata(text);
  expression.registerFunction('partition', (list: unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size)),
  );
  const now = variables['now'];
  if (typeof now === 'number') expression.registerFunction('millis', () => now);
  const value: unknown = await expression.evaluate(undefined, { ...variables });
  // Sequences carry marks that JSON does not.
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
