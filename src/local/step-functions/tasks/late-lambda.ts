import type { Engine, LambdaHandler, ObservedEvent } from '../../../engine/index.js';

/**
 * Lets one handler stand for every Lambda function that has none of its own. Which functions a machine calls is often known from
 * its input only, so each is registered in the moment in which a task that calls it is scheduled.
 *
 * @returns what ends that
 */
export function serveAllFunctions(engine: Engine, handler: LambdaHandler): () => void {
  const known = new Set<string>();
  return engine.observe((event) => {
    const name = scheduledFunction(event);
    if (name === undefined || known.has(name)) return;
    known.add(name);
    engine.lambda(name, handler);
  });
}

function scheduledFunction(event: ObservedEvent): string | undefined {
  if (event.type === 'LambdaFunctionScheduled') return textOf(event.lambdaFunctionScheduledEventDetails, 'resource');
  if (event.type !== 'TaskScheduled') return undefined;
  const details = event.taskScheduledEventDetails;
  if (textOf(details, 'resourceType') !== 'lambda') return undefined;
  return textOf(JSON.parse(textOf(details, 'parameters') ?? '{}'), 'FunctionName');
}

function textOf(value: unknown, member: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, member);
  return typeof found === 'string' ? found : undefined;
}
