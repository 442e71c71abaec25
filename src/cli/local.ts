import { Command } from 'commander';
import { localDefaults, readLocalOptions, type GivenLocalOptions } from './local/options.js';

const EXAMPLES = `
Examples:
  stepbreaker local
  stepbreaker local --port 0 --clock skip
  stepbreaker local --lambda charge=functions/charge.ts --lambda refund=functions/payment.ts#refund
  stepbreaker local --lambda-endpoint http://127.0.0.1:3001 --clock scale=60
  stepbreaker local --mock-config MockConfigFile.json
  aws stepfunctions list-state-machines --endpoint-url http://127.0.0.1:8083

Environment: LAMBDA_ENDPOINT, SFN_MOCK_CONFIG, AWS_ACCOUNT_ID and AWS_DEFAULT_REGION stand in for the options that are not
given; AWS_ENDPOINT_URL_EVENTBRIDGE, when set, gets the status changes of executions. Tasks call AWS services only where
AWS_ENDPOINT_URL_<SERVICE> (or DYNAMODB_ENDPOINT, SQS_ENDPOINT …) says what stands for them. The AWS CLI calls test-state and
start-sync-execution at this address with AWS_DISABLE_HOST_PREFIX_INJECTION=true set.

SIGTERM and SIGINT stop it.

Exit codes: 0 stopped, 2 wrong use, a function or the mock config cannot be loaded, or the port is taken.`;

/** The `local` command: the Step Functions API on this machine. */
export function localCommand(): Command {
  return new Command('local')
    .summary('serve the Step Functions API on this machine')
    .description('Serves the AWS Step Functions API on this machine, for AWS SDKs and the AWS CLI.')
    .option('--port <n>', `port to listen on, 0 for any free one (default: ${localDefaults.port})`)
    .option('--host <address>', `address to listen on (default: ${localDefaults.host})`)
    .option('--clock <mode>', `real, skip (waits take no time) or scale=N (default: ${localDefaults.clock})`)
    .option('--account <digits>', 'AWS account in ARNs (default: 123456789012)')
    .option('--region <region>', 'AWS region in ARNs (default: us-east-1)')
    .option(
      '--lambda <name=file>',
      'serve the function NAME by the handler in FILE, TypeScript or JavaScript (NAME=FILE#EXPORT for another export); repeatable',
      (each: string, before: readonly string[] = []) => [...before, each],
    )
    .option('--lambda-endpoint <url>', 'where other Lambda functions are invoked, by the API of AWS Lambda')
    .option(
      '--mock-config <file>',
      "task results for executions of arn#TestCase, as AWS's Step Functions Local has them",
    )
    .option('--keep <n>', `closed executions to keep; older ones are forgotten (default: ${localDefaults.keep})`)
    .option('--json-log', 'print a line of JSON for every call')
    .addHelpText('after', EXAMPLES)
    .action(async (given: GivenLocalOptions) => {
      const options = readLocalOptions(given, process.env);
      // Loaded when it runs: the other commands need none of it.
      const { serveUntilSignal } = await import('./local/serve.js');
      await serveUntilSignal(options);
    });
}
