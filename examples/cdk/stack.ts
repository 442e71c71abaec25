// npx stepbreaker synth ../machines.ts --out . && npx cdk deploy --app 'npx tsx stack.ts' -c generate=ARN -c bestsellers=ARN
import { App, Arn, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

interface NightlyProps extends StackProps {
  /** ARNs of functions; of one in this stack, `generateFunction.functionArn`. */
  readonly generateFunctionArn: string;
  readonly bestsellersFunctionArn: string;
}

/** A batch behind a circuit breaker. */
export class NightlyStack extends Stack {
  constructor(scope: Construct, id: string, { generateFunctionArn, bestsellersFunctionArn, ...props }: NightlyProps) {
    super(scope, id, props);
    // The role names the machine before there is one, so the name is given.
    const stateMachineName = `${this.stackName}-nightly`;
    const machine = new StateMachine(this, 'Nightly', {
      stateMachineName,
      definitionBody: DefinitionBody.fromFile('nightly.asl.json'),
      definitionSubstitutions: {
        GenerateFunctionArn: generateFunctionArn,
        BestsellersFunctionArn: bestsellersFunctionArn,
      },
    });
    const arn = (service: string, resource: string, resourceName: string, separator = '/') =>
      Arn.format({ service, resource: `${resource}${separator}${resourceName}` }, this);
    const allow = (action: string, ...resources: string[]) =>
      machine.addToRolePolicy(new PolicyStatement({ actions: [action], resources }));
    allow('lambda:InvokeFunction', generateFunctionArn, bestsellersFunctionArn);
    // The circuit's changes.
    allow('events:PutEvents', arn('events', 'event-bus', 'default'));
    // A long batch hands over to a new execution before its history is full.
    allow('states:StartExecution', arn('states', 'stateMachine', stateMachineName, ':'));
  }
}

const app = new App();
const context = (key: string): string => {
  const value: unknown = app.node.tryGetContext(key);
  if (typeof value === 'string') return value;
  throw new Error(`The ARN of a function is missing: cdk deploy -c ${key}=arn:aws:lambda:…`);
};
export const nightly = new NightlyStack(app, 'stepbreaker-example', {
  generateFunctionArn: context('generate'),
  bestsellersFunctionArn: context('bestsellers'),
});
