import { Command, Option } from 'commander';
import { choiceOption } from './choice-option.js';
import type { ForcedState } from '../circuit/index.js';
import type { GivenCircuits, OpenStore } from './circuits/circuit-actions.js';
import { connectedCommand } from './executions/connection-options.js';
import { processStreams, type OperationStreams } from './executions/operation-streams.js';
import { runOperation, type OperationExitCode } from './executions/run-operation.js';

const KEY = 'us-east-1/us.anthropic.claude-sonnet-4-5-20250929-v1:0';

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  stepbreaker circuits ${line}`).join('\n')}\n\nExit codes: 0 done, 1 the circuit keeps callers out (show), 2 wrong use or it cannot be done.`;

type Actions = typeof import('./circuits/circuit-actions.js');

/**
 * The `circuits` command: list, show, probe, force, release. Sets `process.exitCode`.
 *
 * @param open opens the store that an address names. Default: Redis or DynamoDB
 */
export function circuitsCommand(streams: OperationStreams = processStreams, open?: OpenStore): Command {
  const run = async (
    options: GivenCircuits,
    act: (actions: Actions, open: OpenStore) => Promise<OperationExitCode>,
  ): Promise<void> => {
    process.exitCode = await runOperation(streams, options, async () => {
      // Loaded when it runs: the other commands need none of it.
      const opens = open ?? (await import('./circuits/open-store.js')).openStore;
      return act(await import('./circuits/circuit-actions.js'), opens);
    });
  };
  const circuits = (name: string): Command =>
    connectedCommand(name).addOption(
      new Option('--store <address>', 'dynamodb://TABLE or redis://HOST:PORT (default: CIRCUIT_URL)'),
    );
  const one = (name: string): Command =>
    circuits(name).argument('<circuit>', `region or profile, and model id: ${KEY}`);
  return new Command('circuits')
    .summary('list, show, probe, force and release shared circuits')
    .description('Looks at the circuits that executions and the request path share, and gives orders to them.')
    .addHelpText('after', examples('list --store dynamodb://circuits', `show ${KEY}`))
    .exitOverride()
    .addCommand(
      circuits('list')
        .summary('list all circuits')
        .addHelpText(
          'after',
          examples('list --store dynamodb://circuits', 'list --store redis://127.0.0.1:6379 --json'),
        )
        .action((options) => run(options, ({ list }, opens) => list(options, streams, opens))),
    )
    .addCommand(
      one('show')
        .summary('show a circuit: its state, since when, and when the next probe is due')
        .addHelpText('after', examples(`show ${KEY} --store dynamodb://circuits`))
        .action((key, options) => run(options, ({ show }, opens) => show(key, options, streams, opens))),
    )
    .addCommand(
      one('probe')
        .summary('make the probe of an OPEN circuit due at once: the next caller takes it')
        .addHelpText('after', examples(`probe ${KEY} --store dynamodb://circuits`))
        .action((key, options) =>
          run(options, ({ order }, opens) => order(key, (operator) => operator.probeNow(key), options, streams, opens)),
        ),
    )
    .addCommand(
      one('force')
        .summary('hold a circuit OPEN (nobody calls) or CLOSED (everybody calls) until it is released')
        .addOption(choiceOption('--state <state>', 'what to hold it at', ['OPEN', 'CLOSED']).makeOptionMandatory())
        .addHelpText('after', examples(`force ${KEY} --state OPEN --store dynamodb://circuits`))

        .action((key, options: GivenCircuits & { readonly state: ForcedState }) =>
          run(options, ({ order }, opens) =>
            order(key, (operator) => operator.force(key, options.state), options, streams, opens),
          ),
        ),
    )
    .addCommand(
      one('release')
        .summary('end a force: the circuit goes on where it was')
        .addHelpText('after', examples(`release ${KEY} --store dynamodb://circuits`))
        .action((key, options) =>
          run(options, ({ order }, opens) => order(key, (operator) => operator.release(key), options, streams, opens)),
        ),
    );
}
