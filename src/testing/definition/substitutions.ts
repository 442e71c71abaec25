import { isObject, type JsonObject } from '../json-object.js';

/** Values for `${Name}` in a definition, by name. */
export type Substitutions = Readonly<Record<string, unknown>>;

/** What CloudFormation fills in by itself: the account and region that the embedded engine has too. */
const PSEUDO_PARAMETERS: Substitutions = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

const PLACEHOLDER = /\$\{([^{}]+)\}/g;

/** `${Name}` in JSON or YAML text, before it is parsed: only given values, as text inside of a string and as JSON elsewhere. */
export function substituteText(text: string, values: Substitutions): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string, at: number) => {
    if (!Object.hasOwn(values, name)) return placeholder;
    const value = values[name];
    if (typeof value !== 'string') return JSON.stringify(value);
    const isInString =
      text
        .slice(text.lastIndexOf('\n', at) + 1, at)
        .replaceAll(/\\./g, '')
        .split('"').length %
        2 ===
      0;
    return isInString ? JSON.stringify(value).slice(1, -1) : value;
  });
}

/**
 * A definition without CloudFormation in it: intrinsics such as `{ Ref: 'Name' }` become `${Name}`, given names their values.
 * Names without a value stay as they are, except in Resource, which has to be an ARN: there `${Charge.Arn}` becomes that of a
 * Lambda function `Charge`.
 */
export function resolveSubstitutions(definition: unknown, given: Substitutions): unknown {
  const values = { ...PSEUDO_PARAMETERS, ...given };
  const resolve = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => resolve(each));
    if (isObject(value)) {
      const intrinsic = intrinsicText(value);
      if (intrinsic !== undefined) return resolve(intrinsic, key);
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each, name)]));
    }
    if (typeof value !== 'string') return value;
    const whole = /^\$\{([^{}]+)\}$/.exec(value)?.[1];
    if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole];
    const text = value.replace(PLACEHOLDER, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : placeholder,
    );
    return key === 'Resource' ? resourceOf(text) : text;
  };
  return resolve(definition);
}

/** `${…}` for what CloudFormation would compute; undefined for an ordinary object. */
function intrinsicText(value: JsonObject): string | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [key, argument] = entry;
  if (key === 'Ref') return `\${${String(argument)}}`;
  if (key === 'Fn::GetAtt') return `\${${Array.isArray(argument) ? argument.join('.') : String(argument)}}`;
  if (key === 'Fn::Sub') return Array.isArray(argument) ? subText(argument) : String(argument);
  if (key === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1]
      .map((part) => (isObject(part) ? (intrinsicText(part) ?? '') : String(part)))
      .join(String(argument[0]));
  }
  return key.startsWith('Fn::') ? `\${${key.slice(4)}}` : undefined;
}

function subText([template, variables]: readonly unknown[]): string {
  return String(template).replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = isObject(variables) ? variables[name] : undefined;
    if (value === undefined) return placeholder;
    return isObject(value) ? (intrinsicText(value) ?? placeholder) : String(value);
  });
}

function resourceOf(text: string): string {
  const named = text.replace(PLACEHOLDER, (_, name: string) => name.replace(/\.Arn$/, '').replaceAll(/[^\w-]/g, '-'));
  return named === text || named.startsWith('arn:') ? named : `arn:aws:lambda:us-east-1:123456789012:function:${named}`;
}
