import type { Engine, LambdaHandler } from '../src/engine/index.js';
import { recommendationGeneration } from '../state-machines/recommendation-generation.js';
import type { DemoOptions } from './options.js';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:';

/** The functions of the batch, by their names in the machine's CloudFormation references. */
export interface BatchFunctions {
  readonly GenerateRecommendationsFunction: LambdaHandler;
  readonly CachedRecommendationsFunction: LambdaHandler;
  readonly StaticRecommendationsFunction: LambdaHandler;
  readonly ListReadersFunction: LambdaHandler;
}

/**
 * Creates the recommendation machine in the engine, with functions behind its placeholders, as a deployment would.
 *
 * @throws CircuitConfigurationError for options that no circuit can have
 */
export function createBatchMachine(
  engine: Engine,
  { chunk, concurrency, whileOpen }: Pick<DemoOptions, 'chunk' | 'concurrency' | 'whileOpen'>,
  functions: BatchFunctions,
): string {
  const machine = recommendationGeneration({ circuit: { chunkSize: chunk, concurrency, whileOpen } });
  const { definition } = machine.toDefinition();
  for (const [name, handler] of Object.entries(functions)) engine.lambda(name, handler);
  const text = JSON.stringify(definition).replace(/\$\{(\w+)Arn\}/g, (_match, name: string) => FUNCTION_ARN + name);
  return engine.createStateMachine({ name: 'recommendation-generation', definition: text }).stateMachineArn;
}
