import type { Asl, Intrinsic } from '../../asl/index.js';
import { FIELDS, taskPermissions, type ResourceKind } from '../../cdk/task-permissions.js';
import { camelCase } from '../machine-value.js';

/** A machine as the tool that deploys it needs to see it. */
interface Deployed {
  /** In kebab case. */
  readonly name: string;
  /** The definition's file, relative to the template. */
  readonly file: string;
  readonly definition: Asl;
  readonly substitutions: Readonly<Record<string, Intrinsic>>;
}

/** What `--format` takes. `asl` is for no tool in particular: the files and nothing else. */
export const formats = ['asl', 'sam', 'cdk', 'terraform', 'serverless'] as const;
export type Format = (typeof formats)[number];

/** Writes the piece of a template that deploys a machine, for people to put into theirs; nothing for `asl`. */
export const deploymentSnippet: Readonly<Record<Format, (machine: Deployed) => string>> = {
  asl: () => '',

  sam: ({ name, file, substitutions }) => `${pascalCase(name)}StateMachine:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: ${file}
    DefinitionSubstitutions:
${lines(substitutions, (key, value) => `      ${key}: ${yamlTag(value)}`)}
`,

  // The machine itself, not its file: placeholders and permissions come from it.
  cdk: (machine) => `import { BreakerMachine } from 'stepbreaker/cdk';

new BreakerMachine(this, '${pascalCase(machine.name)}', {
  machine: ${camelCase(machine.name)},
${cdkProperties(machine)}});
`,

  // The plugin knows no substitutions: the file has CloudFormation's intrinsics in it, which it takes out by itself.
  serverless: ({ name, file, substitutions }) => `${names(substitutions)
    .map((resource) => `# ${resource}: a key of functions:, or a logical id of resources:\n`)
    .join('')}stepFunctions:
  stateMachines:
    ${camelCase(name)}:
      definition: \${file(${file})}
`,

  terraform: ({ name, file, substitutions }) => `resource "aws_sfn_state_machine" "${name.replaceAll('-', '_')}" {
  name     = "${name}"
  role_arn = aws_iam_role.${name.replaceAll('-', '_')}.arn
  definition = templatefile("\${path.module}/${file}", {
${lines(substitutions, (key, value) => `    ${key} = "…" # ${meaning(value)}`)}
  })
}
`,
};

function lines<V>(values: Readonly<Record<string, V>>, line: (key: string, value: V) => string): string {
  return Object.entries(values)
    .map(([key, value]) => line(key, value))
    .join('\n');
}

const pascalCase = (name: string): string => camelCase(`-${name}`);

function yamlTag(intrinsic: Intrinsic): string {
  if ('Fn::GetAtt' in intrinsic) return `!GetAtt ${intrinsic['Fn::GetAtt'].join('.')}`;
  return 'Ref' in intrinsic ? `!Ref ${intrinsic.Ref}` : `!Sub ${JSON.stringify(intrinsic['Fn::Sub'])}`;
}

/** The fields of `BreakerMachine`, with a variable for each name in the machine. */
function cdkProperties({ definition, substitutions }: Deployed): string {
  const kinds = resourceKinds(definition, substitutions);
  const fields = new Map<string, Set<string>>();
  for (const [resource, attribute] of Object.values(substitutions).flatMap(parts)) {
    const kind = kinds.get(resource);
    const valueName = attribute === undefined ? resource : `'${resource}.${attribute}'`;
    const [field, entry] =
      kind === undefined
        ? ['values', `${valueName}: ${variable(`${resource}${attribute ?? ''}`)}`]
        : [FIELDS[kind], `${resource}: ${variable(resource)}`];
    fields.set(field, (fields.get(field) ?? new Set()).add(entry));
  }
  return [...fields].map(([field, entries]) => `  ${field}: { ${[...entries].join(', ')} },\n`).join('');
}

/** What the Tasks take each name for. */
function resourceKinds(definition: Asl, substitutions: Deployed['substitutions']): ReadonlyMap<string, ResourceKind> {
  const kinds = new Map<string, ResourceKind>();
  for (const { target } of taskPermissions(definition)) {
    const name = 'value' in target ? /^\$\{(\w+)\}$/.exec(target.value ?? '')?.[1] : undefined;
    const intrinsic = name === undefined ? undefined : substitutions[name];
    if (intrinsic === undefined || 'Fn::Sub' in intrinsic || !isResourceKind(target.kind)) continue;
    for (const [resource] of parts(intrinsic)) kinds.set(resource, target.kind);
  }
  return kinds;
}

const isResourceKind = (kind: string): kind is ResourceKind => kind in FIELDS;

/** `GenerateFunction` → `generateFunction`. */
const variable = (resource: string): string => resource.charAt(0).toLowerCase() + resource.slice(1);

/** The resources that intrinsics name, each once; CloudFormation's own (`AWS::Region`) are none. */
const names = (substitutions: Deployed['substitutions']): readonly string[] => [
  ...new Set(Object.values(substitutions).flatMap((intrinsic) => parts(intrinsic).map(([resource]) => resource))),
];

function parts(intrinsic: Intrinsic): readonly (readonly [resource: string, attribute?: string])[] {
  if ('Ref' in intrinsic) return [[intrinsic.Ref]];
  if ('Fn::GetAtt' in intrinsic) return [intrinsic['Fn::GetAtt']];
  return [...intrinsic['Fn::Sub'].matchAll(/\$\{(\w+)(?:\.(\w+))?\}/g)].map(([, resource = '', attribute]) =>
    attribute === undefined ? [resource] : [resource, attribute],
  );
}

/** In words, for tools that do not know CloudFormation: `Arn of GenerateFunction`. */
function meaning(intrinsic: Intrinsic): string {
  if ('Fn::GetAtt' in intrinsic) return `${intrinsic['Fn::GetAtt'][1]} of ${intrinsic['Fn::GetAtt'][0]}`;
  return 'Ref' in intrinsic ? intrinsic.Ref : intrinsic['Fn::Sub'];
}
