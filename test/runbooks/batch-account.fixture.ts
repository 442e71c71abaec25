import { SFN } from '@aws-sdk/client-sfn';
import type { BatchOutput, CircuitOptions } from '../../src/breaker/index.js';
import { createEngine, manualClock, realClock, type Execution, type ManualClock } from '../../src/engine/index.js';
import { localClientOptions, startLocalBedrock, startLocalStepFunctions } from '../../src/local/index.js';
import { recommendationGeneration } from '../../state-machines/recommendation-generation.js';
import { titleAnswer } from '../../demo/title-answer.js';

export const READERS = 40;

/** An account with the nightly batch, whose time does not advance until a runbook starts another execution. */
export interface BatchAccount {
  /** For the shell of the runbook. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: ManualClock;
  readonly execution: Execution;
  /** The first model answers again. */
  endOutage(): void;
  /** All executions of the machine, oldest first. */
  executions(): readonly Execution[];
  close(): Promise<void>;
}

/**
 * Starts the batch with its {@link READERS}.
 *
 * @param outageFrom when the first model starts to fail, in milliseconds after the start
 * @param runs how long the batch has run when the runbook begins, in milliseconds
 */
export async function startBatchAccount(
  circuit: CircuitOptions,
  outageFrom: number,
  runs: number,
): Promise<BatchAccount> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const clock = manualClock();
  const engine = createEngine({ clock, seed: 11 });
  const server = await startLocalStepFunctions({ engine });
  const bedrock = await startLocalBedrock({ clock: realClock(), answer: titleAnswer, latency: { medianMs: 1 } });
  const start = clock.now();
  let outageAt = start + outageFrom;
  const answer = async (event: { readonly tier?: string }): Promise<object> => {
    const isSick = event.tier === 'primary' && clock.now() >= outageAt;
    await clock.sleep(isSick ? 200 : 1_500);
    if (isSick) throw Object.assign(new Error('Too many requests'), { name: 'ThrottlingException' });
    return { recommendations: [] };
  };
  const { definition, substitutions } = recommendationGeneration({ circuit }).toDefinition();
  let text = JSON.stringify(definition);
  for (const name of Object.keys(substitutions)) {
    text = text.replaceAll(`\${${name}}`, `arn:aws:lambda:us-east-1:123456789012:function:${name}`);
    engine.lambda(name, name.startsWith('ListReaders') ? async () => ({ items: readers() }) : answer);
  }
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
  const sdk = new SFN(localClientOptions(server.url));
  const roleArn = 'arn:aws:iam::123456789012:role/batch';
  const { stateMachineArn = '' } = await sdk.createStateMachine({
    name: 'stepbreaker-prod-recommendation-generation',
    definition: text,
    roleArn,
  });
  sdk.destroy();
  const execution = engine.startExecution({ stateMachineArn, name: 'nightly', input: {} });
  await clock.advance(runs);

  let passing: NodeJS.Timeout | undefined;
  engine.observe(({ type }) => {
    // Time passes from here on, faster than an operator's, so that the runbook sees its end.
    if (type === 'ExecutionStarted') passing ??= setInterval(() => void clock.advance(250), 10);
  });
  return {
    environment: { AWS_ENDPOINT_URL_SFN: server.url, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url },
    clock,
    execution,
    endOutage: () => void (outageAt = Number.POSITIVE_INFINITY),
    executions: () => engine.executions(),
    async close() {
      clearInterval(passing);
      await bedrock.close();
      await server.close();
    },
  };
}

const readers = (): string[] => Array.from({ length: READERS }, (_, index) => `u${String(index + 1).padStart(5, '0')}`);

/** Readers by how many outcomes all executions together have for them; and what the last one says. */
export function outcomesOf(executions: readonly Execution[]) {
  const times = new Map<string, number>();
  for (const execution of executions)
    for (const { type, stateExitedEventDetails: exited } of execution.history()) {
      if (!exited || type === 'ChoiceStateExited') continue;
      const output = JSON.parse(String(exited['output'] ?? 'null')) as { item?: string; tier?: string } | null;
      if (output?.item !== undefined && output.tier !== undefined)
        times.set(output.item, (times.get(output.item) ?? 0) + 1);
    }
  const last = executions.at(-1);
  return {
    readers: times.size,
    twice: [...times].filter(([, count]) => count > 1).map(([reader]) => reader),
    status: last?.status,
    output: last?.output as BatchOutput | undefined,
  };
}
