// npx cdk deploy --app 'npx tsx stack.ts' -c generate=ARN -c bestsellers=ARN
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { BreakerMachine } from 'stepbreaker/cdk';
import { nightly } from '../machines.js';

interface NightlyProps extends StackProps {
  /** The functions by the names in the machine, made from what the stack around them knows. */
  readonly functions: (stack: Stack) => Readonly<Record<'GenerateFunction' | 'BestsellersFunction', IFunction>>;
}

/** A batch behind a circuit breaker. Its role, and what its definition leaves open, come from the machine. */
export class NightlyStack extends Stack {
  constructor(scope: Construct, id: string, { functions, ...props }: NightlyProps) {
    super(scope, id, props);
    const machine = new BreakerMachine(this, 'Nightly', { machine: nightly, functions: functions(this) });
    machine.failedExecutionsAlarm();
  }
}

const app = new App();
const context = (key: string): string => {
  const value: unknown = app.node.tryGetContext(key);
  if (typeof value === 'string') return value;
  throw new Error(`The ARN of a function is missing: cdk deploy -c ${key}=arn:aws:lambda:…`);
};
export const stack = new NightlyStack(app, 'stepbreaker-example', {
  functions: (scope) => ({
    GenerateFunction: LambdaFunction.fromFunctionArn(scope, 'Generate', context('generate')),
    BestsellersFunction: LambdaFunction.fromFunctionArn(scope, 'Bestsellers', context('bestsellers')),
  }),
});
