import {
  type AnyState,
  cfnRef,
  dynamodb,
  errorName,
  integration,
  type JsonataText,
  type Retrier,
} from '../src/asl/index.js';

/** What the warm-up's lease needs of the machine around it. */
export interface WarmUpLeaseOptions {
  /** Where the work begins once the lease is held. */
  readonly next: string;
  /** How long a call can go on after its execution was stopped: a Lambda function runs to its end. */
  readonly callTimeoutSeconds: number;
}

const text = (source: string): JsonataText => `{% ${source} %}`;

const describeExecution = integration<{ ExecutionArn: string }, { Status: string; StopDate?: string }>(
  'aws-sdk:sfn:describeExecution',
);

const CONDITION_FAILED = errorName('DynamoDB.ConditionalCheckFailedException');
const table = cfnRef('CircuitTable');
/** Beside the circuits, whose keys are `REGION/MODEL`. */
const key = { circuit: { S: 'lease/cache-warm-up' } };

const retry: readonly Retrier[] = [
  { errors: [CONDITION_FAILED], maxAttempts: 0 },
  { errors: ['States.ALL'], intervalSeconds: 1, backoffRate: 2, maxAttempts: 5, jitterStrategy: 'FULL' },
];

/**
 * A cycle goes on in the next execution while it is younger than this: less than the 50 minutes between two scheduled
 * ones, which are never on time to the second.
 */
const CYCLE_MINUTES = 45;

/** What executions hand on through the lease: when the cycle began, and what it was asked for. */
const cycle = [
  `($record := $states.result.Item;`,
  `$known := $exists($record.cycle.S) ? $parse($record.cycle.S) : {};`,
  `$forced := $states.input.forced = true;`,
  `$asked := {'startedAt': $millis(), 'forced': $forced, 'limit': $type($states.input.limit) = 'number' ? $states.input.limit : null};`,
  `$handedOver := $record.holder.S = $states.input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID;`,
  `$goesOn := $known.startedAt > $millis() - ${CYCLE_MINUTES * 60_000} and ($not($forced) or ($known.forced and $not($exists($record.completed_at))));`,
  `$exists($known.startedAt) and ($handedOver or $goesOn) ? $known : $asked)`,
].join(' ');

/**
 * The states that let one execution warm the cache at a time, and every execution know the cycle it works for.
 *
 * The lease is an item in the table of circuits, which names the execution that holds it: written with a condition, so
 * that of two at once one holds it. It has no time limit that could run out under a slow run, or keep the next run
 * waiting after a dead one: whether the holder is at work is what Step Functions says of it. A holder that is not lives
 * on in the calls it had in flight; they are waited for, since what they write must not be generated again.
 *
 * An execution that continues another one in `Continue` takes its lease over.
 */
export function warmUpLease({ next, callTimeoutSeconds }: WarmUpLeaseOptions): Readonly<Record<string, AnyState>> {
  return {
    'Read lease': {
      type: 'Task',
      comment: 'Who warms the cache, and in which cycle',
      call: dynamodb.getItem({ TableName: table, Key: key, ConsistentRead: true }),
      retry,
      assign: {
        holder: text(`$exists($states.result.Item.holder.S) ? $states.result.Item.holder.S : 'nobody'`),
        readCycle: text(`$exists($states.result.Item.cycle.S) ? $states.result.Item.cycle.S : 'none'`),
        cycle: text(cycle),
        predecessor: text(
          `$exists($states.input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID) ? $states.input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID : 'none'`,
        ),
      },
      output: text('$states.input'),
      next: 'Is it free',
    },
    'Is it free': {
      type: 'Choice',
      choices: [
        {
          comment: 'Nobody holds it, this execution does already, or the one that handed its work over',
          condition: text(`$holder in ['nobody', $states.context.Execution.Id, $predecessor]`),
          next: 'Take lease',
        },
      ],
      default: 'Look at holder',
    },
    'Look at holder': {
      type: 'Task',
      call: describeExecution({ ExecutionArn: text('$holder') }),
      retry,
      catch: [{ errors: ['States.ALL'], next: 'Holder is unknown' }],
      assign: {
        holderStatus: describeExecution.result.Status,
        callsEnd: text(
          `$fromMillis(($exists($states.result.StopDate) ? $toMillis($states.result.StopDate) : $millis()) + ${callTimeoutSeconds * 1_000})`,
        ),
      },
      output: text('$states.input'),
      next: 'Is it at work',
    },
    'Is it at work': {
      type: 'Choice',
      choices: [
        { condition: text(`$holderStatus in ['RUNNING', 'PENDING_REDRIVE']`), next: 'Another run is at work' },
        {
          comment: 'Ended well, with no call in flight',
          condition: text(`$holderStatus = 'SUCCEEDED'`),
          next: 'Take lease',
        },
      ],
      default: 'Let its calls end',
    },
    'Let its calls end': { type: 'Wait', timestamp: text('$callsEnd'), next: 'Take lease' },
    'Take lease': {
      type: 'Task',
      call: dynamodb.updateItem({
        TableName: table,
        Key: key,
        UpdateExpression: 'SET holder = :me, #cycle = :cycle, expires_at = :expires REMOVE completed_at',
        // What was read must still hold: another holder may in between have begun another cycle.
        ConditionExpression:
          '(attribute_not_exists(holder) OR holder IN (:me, :holder)) AND (attribute_not_exists(#cycle) OR #cycle = :read)',
        ExpressionAttributeNames: { '#cycle': 'cycle' },
        ExpressionAttributeValues: {
          ':me': { S: text('$states.context.Execution.Id') },
          ':holder': { S: text('$holder') },
          ':read': { S: text('$readCycle') },
          ':cycle': { S: text('$string($cycle)') },
          // A warm-up that is no longer deployed leaves nothing behind.
          ':expires': { N: text(`$string($floor($millis() / 1000) + 86400)`) },
        },
      }),
      retry,
      catch: [
        {
          errors: [CONDITION_FAILED],
          output: text('$states.context.Execution.Input'),
          next: 'Read lease',
        },
      ],
      // Whom to warm is looked up, as the cache knows who is done; only a hand-over and what is said of circuits counts.
      output: text(
        `$holder = $predecessor ? $states.input : $merge([{}, $sift($states.input, function($value, $field) { $field in ['state', 'failure_count', 'failures', 'circuits'] })])`,
      ),
      next,
    },
    'Another run is at work': {
      type: 'Succeed',
      output: { skipped: true, reason: text(`'Another run is warming the cache: ' & $holder & '.'`) },
    },
    'Holder is unknown': {
      type: 'Fail',
      error: text(`'Stepbreaker.LeaseHolderUnknown'`),
      cause: text(
        `'The lease is held by ' & $holder & ', which could not be looked at: whether it is at work is not known. Check states:DescribeExecution in the role, or delete the item lease/cache-warm-up from the table of circuits.'`,
      ),
    },
  };
}

/** Gives the lease back and ends with its input. Without it the next run finds a holder that ended well: no harm is done. */
export const releaseLease = (end: 'Warmed up'): AnyState => ({
  type: 'Task',
  call: dynamodb.updateItem({
    TableName: table,
    Key: key,
    UpdateExpression: 'SET completed_at = :now REMOVE holder',
    ConditionExpression: 'holder = :me',
    ExpressionAttributeValues: {
      ':me': { S: text('$states.context.Execution.Id') },
      ':now': { N: text('$string($millis())') },
    },
  }),
  retry,
  catch: [{ errors: ['States.ALL'], output: text('$states.input'), next: end }],
  output: text('$states.input'),
  next: end,
});
