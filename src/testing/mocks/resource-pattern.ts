import { isObject } from '../json-object.js';

/** `*` matches any characters: `events:*`, `dynamodb:putItem`, `*charge-card`. */
export type ResourcePattern = string | RegExp;

/**
 * The names a task answers to: its Resource; the same without `arn:aws:states:::`; the same without a pattern such as
 * `.waitForTaskToken`; and for Lambda the ARN and the name of the function, in whichever way it is called.
 */
export function resourceNames(resource: string, args: unknown): readonly string[] {
  const names = new Set([resource]);
  const api = resource.replace(/^arn:[\w-]+:states:[^:]*:[^:]*:/, '');
  names.add(api);
  const bare = api.replace(/\.(?:waitForTaskToken|sync(?::2)?)$/, '');
  names.add(bare);
  const functionName = bare === 'lambda:invoke' && isObject(args) ? args['FunctionName'] : resource;
  if (typeof functionName === 'string') for (const name of functionNames(functionName)) names.add(name);
  return [...names];
}

export function matchesResource(pattern: ResourcePattern, names: readonly string[]): boolean {
  const expression = typeof pattern === 'string' ? wildcards(pattern) : pattern;
  return names.some((name) => name.search(expression) >= 0);
}

/** From an ARN, with or without a version, or from what stands for one: `${ChargeFunction.Arn}`. */
export function functionNames(functionName: string): readonly string[] {
  const placeholder = /^\$\{([^}]+)\}$/.exec(functionName)?.[1];
  if (placeholder !== undefined) return [placeholder, placeholder.replace(/\.Arn$/, '')];
  const name = /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(functionName)?.[1];
  if (name !== undefined) return [functionName, name];
  return functionName.startsWith('arn:') ? [] : [functionName, functionName.replace(/:[^:]*$/, '')];
}

function wildcards(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}
