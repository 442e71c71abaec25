import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { userProject } from '../user-project.fixture.js';
import { osls, templateFileIn, type Template } from './osls.fixture.js';

const project = userProject('none', ['serverless-step-functions']);
afterAll(project.remove);

/** A service as small as one can be, with what `stepbreaker synth --format serverless` prints. */
const service = (printed: string) => `service: tiny
frameworkVersion: ^4.3.1
plugins: [serverless-step-functions]
provider: { name: aws, region: eu-west-1, runtime: nodejs22.x }
package: { excludeDevDependencies: false, patterns: ['!**', index.js] }
functions:
  AnswerFunction: { handler: index.handler }
resources:
  Resources:
    Orders: { Type: AWS::SQS::Queue }
${printed}`;

test('what synth prints for the Serverless Framework is packaged, and its names become those of the stack', async () => {
  project.write(
    'nightly.ts',
    `import { cfnRef, circuitBreakerMachine, getAtt, lambda, sub, target } from 'stepbreaker';
type Answer = (event: { id: string; queue: string; region: string }) => Promise<string>;
const answer = lambda<Answer>(getAtt('AnswerFunction', 'Arn'));
const names = { queue: cfnRef('Orders'), region: sub('\${AWS::Region}/\${Orders.Arn}') } as never;
export const nightly = circuitBreakerMachine<string>({
  targets: [target('model', answer, (id) => ({ id, ...(names as { queue: string; region: string }) }))],
  lastResort: [],
});
`,
  );
  const { code, stdout, stderr } = project.stepbreaker('synth', 'nightly.ts', '--format', 'serverless');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [files, printed = ''] = stdout.split('\n\n');
  expect(files).toBe('nightly.asl.json');
  project.write('index.js', 'exports.handler = () => 1;\n');
  project.write('serverless.yml', service(printed));

  const { status, printed: said } = await osls(['package', '--package', 'out'], {}, project.directory);
  expect(`${status} ${said}`).toMatch(/^0 /);
  const template: Template = JSON.parse(readFileSync(templateFileIn(join(project.directory, 'out')), 'utf8'));
  const { DefinitionString } = template.Resources['NightlyStepFunctionsStateMachine']?.Properties ?? {};
  const { 'Fn::Sub': written } = DefinitionString as { readonly 'Fn::Sub': readonly [text: string, names: object] };
  const [text, names] = written;
  expect(Object.values(names)).toEqual(
    expect.arrayContaining([
      { 'Fn::GetAtt': ['AnswerFunctionLambdaFunction', 'Arn'] },
      { Ref: 'Orders' },
      { 'Fn::Sub': '${AWS::Region}/${Orders.Arn}' },
    ]),
  );
  // Nothing of the machine itself was taken for a variable: of osls, of the plugin or of CloudFormation.
  const placeholders = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(new Set(placeholders)).toEqual(new Set(Object.keys(names)));
  const restored = JSON.parse(
    text.replaceAll(/"\$\{(\w+)\}"/g, (_, name: string) => JSON.stringify((names as Record<string, unknown>)[name])),
  );
  const file = readFileSync(join(project.directory, 'nightly.asl.json'), 'utf8');
  expect(restored).toEqual(JSON.parse(file.replaceAll('"AnswerFunction"', '"AnswerFunctionLambdaFunction"')));
});
