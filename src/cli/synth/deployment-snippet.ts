import type { Intrinsic } from '../../asl/index.js';
import { camelCase } from '../machine-value.js';

/** A machine as the tool that deploys it needs to see it. */
interface Deployed {
  /** In kebab case. */
  readonly name: string;
  /** The definition's file, relative to the template. */
  readonly file: string;
  readonly substitutions: Readonly<Record<string, Intrinsic>>;
}

/** What `--format` takes. `asl` is for no tool in particular: the files and nothing else. */
export const formats = ['asl', 'sam', 'cdk', 'terraform'] as const;
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

  cdk: ({ name, file, substitutions }) => `new StateMachine(this, '${pascalCase(name)}', {
  definitionBody: DefinitionBody.fromFile('${file}'),
  definitionSubstitutions: {
${lines(substitutions, (key, value) => `    ${key}: ${cdkCall(value)},`)}
  },
});
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

function cdkCall(intrinsic: Intrinsic): string {
  const text = JSON.stringify;
  if ('Fn::GetAtt' in intrinsic)
    return `Fn.getAtt(${intrinsic['Fn::GetAtt'].map((part) => text(part)).join(', ')}).toString()`;
  return 'Ref' in intrinsic ? `Fn.ref(${text(intrinsic.Ref)})` : `Fn.sub(${text(intrinsic['Fn::Sub'])})`;
}

/** In words, for tools that do not know CloudFormation: `Arn of GenerateFunction`. */
function meaning(intrinsic: Intrinsic): string {
  if ('Fn::GetAtt' in intrinsic) return `${intrinsic['Fn::GetAtt'][1]} of ${intrinsic['Fn::GetAtt'][0]}`;
  return 'Ref' in intrinsic ? intrinsic.Ref : intrinsic['Fn::Sub'];
}
