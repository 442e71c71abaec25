const INTRINSIC = Symbol.for('stepbreaker.cloudformation');

/** A value that CloudFormation fills in when the state machine is deployed. */
export interface CloudFormationValue {
  readonly [INTRINSIC]: Intrinsic;
}

/** As CloudFormation writes it. */
export type Intrinsic =
  | { readonly 'Fn::GetAtt': readonly [resource: string, attribute: string] }
  | { readonly Ref: string }
  | { readonly 'Fn::Sub': string };

/** An attribute of a resource of the stack: `getAtt('ChargeFunction', 'Arn')` is `Fn::GetAtt`. */
export function getAtt(resource: string, attribute: string): CloudFormationValue {
  return { [INTRINSIC]: { 'Fn::GetAtt': [resource, attribute] } };
}

/** The `Ref` of a resource or parameter: a bucket's name, a queue's URL. */
export function cfnRef(resource: string): CloudFormationValue {
  return { [INTRINSIC]: { Ref: resource } };
}

/** Text with `${Resource}` and `${Resource.Attribute}` in it: `Fn::Sub`. */
export function sub(text: string): CloudFormationValue {
  return { [INTRINSIC]: { 'Fn::Sub': text } };
}

export function isCloudFormationValue(value: unknown): value is CloudFormationValue {
  return typeof value === 'object' && value !== null && INTRINSIC in value;
}

export function intrinsicOf(value: CloudFormationValue): Intrinsic {
  return value[INTRINSIC];
}

/** Writes the CloudFormation values of one definition. */
export interface ReferenceWriter {
  /** `intrinsics` puts `Fn::GetAtt` and its like in place, `substitutions` puts `${Name}`. */
  write(value: CloudFormationValue): unknown;
  /** What the `${Name}` stand for, in order of appearance. Empty for `intrinsics`. */
  readonly substitutions: Readonly<Record<string, Intrinsic>>;
}

export function intrinsicsWriter(): ReferenceWriter {
  return { write: (value) => structuredClone(value[INTRINSIC]), substitutions: {} };
}

/** Two different values never share a name: the second gets a number. */
export function substitutionsWriter(): ReferenceWriter {
  const substitutions: Record<string, Intrinsic> = {};
  const names = new Map<string, string>();
  return {
    substitutions,
    write(value) {
      const intrinsic = value[INTRINSIC];
      const key = JSON.stringify(intrinsic);
      let name = names.get(key);
      if (name === undefined) {
        const wanted = placeholderName(intrinsic);
        name = wanted;
        for (let count = 2; name in substitutions; count++) name = `${wanted}${count}`;
        names.set(key, name);
        substitutions[name] = structuredClone(intrinsic);
      }
      return `\${${name}}`;
    },
  };
}

/** CloudFormation allows letters and digits in the names of substitutions. */
function placeholderName(intrinsic: Intrinsic): string {
  const text = Object.values(intrinsic)
    .flat()
    .join('')
    .replace(/[^A-Za-z0-9]/g, '');
  return text === '' ? 'Value' : text;
}
