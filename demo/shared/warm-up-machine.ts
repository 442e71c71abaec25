import { cacheWarmUp } from '../../state-machines/cache-warm-up.js';
import type { Engine, LambdaHandler } from '../../src/engine/index.js';
import { awsIntegrations } from '../../src/local/integrations/index.js';
import type { SharedOptions } from './shared-options.js';

/** The functions of the warm-up, by their names in the machine's CloudFormation references. */
export type WarmUpFunctions = Readonly<
  Record<
    'GenerateRecommendationsFunction' | 'ListActiveReadersFunction' | 'ReportCacheFreshnessFunction',
    LambdaHandler
  >
>;

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:';

/** Creates the warm-up in the engine: functions behind its placeholders, its circuits in the table of the endpoint. */
export function createWarmUpMachine(
  engine: Engine,
  { chunk, concurrency }: Pick<SharedOptions, 'chunk' | 'concurrency'>,
  table: { readonly name: string; readonly endpoint: string },
  functions: WarmUpFunctions,
): string {
  for (const [name, handler] of Object.entries(functions)) engine.lambda(name, handler);
  engine.integration<{ Entries: unknown[] }>('events:putEvents', ({ Entries }) => ({
    FailedEntryCount: 0,
    Entries: Entries.map(() => ({ EventId: 'local' })),
  }));
  const aws = awsIntegrations({
    environment: { DYNAMODB_ENDPOINT: table.endpoint },
    lambda: false,
    // The demo's own client: the folder in which it runs need not have one.
    importClient: () => import('@aws-sdk/client-dynamodb'),
  });
  engine.fallBackTo({ integration: (api) => (api.includes('dynamodb:') ? aws.integration?.(api) : undefined) });
  const { definition } = cacheWarmUp({ scope: 'shared', circuit: { chunkSize: chunk, concurrency } }).toDefinition();
  const text = JSON.stringify(definition)
    .replaceAll('${CircuitTable}', table.name)
    .replaceAll(/\$\{(\w+)Arn\}/g, (_match, name: string) => FUNCTION_ARN + name);
  return engine.createStateMachine({ name: 'cache-warm-up', definition: text }).stateMachineArn;
}
