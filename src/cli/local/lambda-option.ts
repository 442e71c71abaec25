/** A `--lambda` as it was typed, taken apart. */
export interface LambdaOption {
  /** For messages: `--lambda charge=charge.ts`. */
  readonly text: string;
  readonly functionName: string;
  /** Relative to the working directory. */
  readonly file: string;
  /** The export that is the handler. @default `handler`, then the default export */
  readonly exportName?: string;
}

/** Reads `name=file` and `name=file#export`; what is wrong goes to `problems`, one sentence each. */
export function lambdaOptions(given: readonly string[], problems: string[]): readonly LambdaOption[] {
  const options = given.flatMap((text): readonly LambdaOption[] => {
    const [, functionName, file, exportName] = /^([\w-]+)=([^#]+)(?:#(.+))?$/.exec(text) ?? [];
    if (functionName !== undefined && file !== undefined && /\.[cm]?[jt]s$/.test(file)) {
      return [{ text: `--lambda ${text}`, functionName, file, ...(exportName !== undefined && { exportName }) }];
    }
    problems.push(`--lambda ${text}: expected NAME=FILE or NAME=FILE#EXPORT, such as charge=functions/charge.ts.`);
    return [];
  });
  const names = options.map(({ functionName }) => functionName);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of twice)
    problems.push(`--lambda ${name}=…: given more than once, expected one file for a function.`);
  return options;
}
