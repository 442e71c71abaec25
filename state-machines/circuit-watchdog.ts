import { cfnRef, integration, type JsonataText, type Machine, workflow } from '../src/asl/index.js';

/** What a run of the watchdog found. */
export interface CircuitWatchdogOutput {
  readonly circuits: number;
  /** How many of them keep callers out. */
  readonly open: number;
}

/** With the longest of keys, a page of items stays below the 256 KiB that a state may hand on. */
const PAGE = 100;
const TIMEOUT_SECONDS = { scan: 5, publish: 5, execution: 55 } as const;

interface Datum {
  readonly MetricName: string;
  readonly Value: number;
  readonly Unit: 'Count' | 'Seconds';
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

const scan = integration<object, object>('aws-sdk:dynamodb:scan');
const putMetricData = integration<{ Namespace: string; MetricData: readonly Datum[] }, object>(
  'aws-sdk:cloudwatch:putMetricData',
);

const text = (source: string): JsonataText => `{% ${source} %}`;
const retry = [{ errors: ['States.ALL'], intervalSeconds: 1, maxAttempts: 3, jitterStrategy: 'FULL' }] as const;

/**
 * JSONata: since when an item of the table keeps callers out, in epoch milliseconds, or nothing. The rule is that of
 * `closedToCallersSince` in `src/circuit`. An item that is no circuit, or that somebody edited wrongly by hand, is ignored.
 */
const CLOSED_TO_CALLERS_SINCE = [
  `function($c) {(`,
  `$opened := $c.st.S in ['OPEN', 'HALF_OPEN'] ? $number($c.first_opened_at.N);`,
  `$forced := $c.forced.S = 'OPEN' ? $number($c.forced_at.N);`,
  `$c.forced.S = 'CLOSED' ? [][0] : $min([$opened, $forced]))}`,
].join(' ');

/**
 * JSONata: the gauges of a page. CloudWatch refuses a whole request for one dimension with other than printable ASCII
 * characters, or with a colon in front, and for one value beyond its range: none of them gets that far.
 */
const GAUGES = [
  `($since := ${CLOSED_TO_CALLERS_SINCE};`,
  `[$states.result.Items.($from := $since($); $exists($from) ? {`,
  `'MetricName': 'CircuitOpenSeconds',`,
  `'Dimensions': [{'Name': 'Circuit', 'Value': $substring($replace(circuit.S, /^:|[^!-~]/, '_'), 0, 1024)}],`,
  `'Value': $max([0, $floor(($millis() - $max([0, $from])) / 1000)]),`,
  `'Unit': 'Seconds'})])`,
].join(' ');

/**
 * The watchdog of the circuits (Express, each minute): publishes for every circuit that keeps callers out how long it
 * has done so, `CircuitOpenSeconds` with the dimension `Circuit`, and at last `CircuitWatchdogHeartbeat`. It needs no
 * execution of a breaker to be alive: it reads the circuit table. Namespace `Stepbreaker`.
 *
 * When the table or CloudWatch cannot be reached the execution fails and the heartbeat is missing: that is an alarm of
 * its own.
 */
export function circuitWatchdog(): Machine<object, CircuitWatchdogOutput> {
  const { machine, vars, end } = workflow<{
    input: object;
    output: CircuitWatchdogOutput;
    variables: {
      table: string;
      startKey: object;
      circuits: number;
      open: number;
      gauges: readonly Datum[];
    };
  }>();
  const namespace = 'Stepbreaker';
  return machine({
    name: 'circuit-watchdog',
    comment: 'Publishes how long each circuit has kept callers out, and that somebody looked',
    startAt: 'Begin',
    timeoutSeconds: TIMEOUT_SECONDS.execution,
    states: {
      Begin: {
        type: 'Pass',
        assign: { table: cfnRef('CircuitTable'), startKey: {}, circuits: 0, open: 0, gauges: [] },
        next: 'Read page',
      },
      'Read page': {
        type: 'Task',
        call: scan(
          text(
            `$merge([{'TableName': $table, 'ConsistentRead': true, 'Limit': ${PAGE}, 'ProjectionExpression': 'circuit, st, first_opened_at, forced, forced_at'}, $startKey])`,
          ),
        ),
        timeoutSeconds: TIMEOUT_SECONDS.scan,
        retry: [...retry],
        assign: {
          gauges: text(GAUGES),
          circuits: text(`$circuits + $count($states.result.Items[$exists(st)])`),
          startKey: text(
            `$exists($states.result.LastEvaluatedKey.circuit) ? {'ExclusiveStartKey': $states.result.LastEvaluatedKey} : {}`,
          ),
        },
        output: {},
        next: 'Is any open',
      },
      'Is any open': {
        type: 'Choice',
        choices: [{ condition: text(`$count($gauges) > 0`), next: 'Publish gauges' }],
        default: 'Was that all',
      },
      'Publish gauges': {
        type: 'Task',
        call: putMetricData({ Namespace: namespace, MetricData: vars.gauges }),
        timeoutSeconds: TIMEOUT_SECONDS.publish,
        retry: [...retry],
        assign: { open: text(`$open + $count($gauges)`) },
        output: {},
        next: 'Was that all',
      },
      'Was that all': {
        type: 'Choice',
        choices: [{ condition: text(`$exists($startKey.ExclusiveStartKey)`), next: 'Read page' }],
        default: 'Publish heartbeat',
      },
      'Publish heartbeat': {
        type: 'Task',
        comment: 'Last of all: a heartbeat says that every circuit has been looked at',
        call: putMetricData({
          Namespace: namespace,
          MetricData: [{ MetricName: 'CircuitWatchdogHeartbeat', Value: 1, Unit: 'Count' }],
        }),
        timeoutSeconds: TIMEOUT_SECONDS.publish,
        retry: [...retry],
        next: end({ circuits: vars.circuits, open: vars.open }),
      },
    },
  });
}
