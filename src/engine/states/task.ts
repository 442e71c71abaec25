import { show, type StateSource } from '../definition/state-source.js';
import type { TaskLimits } from '../history/history-record.js';
import { byteSize } from '../json/byte-size.js';
import { memberOf } from '../json/plain-json.js';
import { compileDataFlow } from '../query/data-flow.js';
import type { Stage } from '../query/evaluation-scope.js';
import { compileJsonataTemplate } from '../query/jsonata-template.js';
import { compileTemplateField } from '../query/jsonpath-field.js';
import { BLOCKED } from '../run/compiled-state.js';
import { MAX_PAYLOAD_BYTES } from '../run/frame.js';
import { dataLimitFailure } from '../run/state-failure.js';
import { TaskAttempt } from '../tasks/task-attempt.js';
import { taskKindOf } from '../tasks/task-kind.js';
import { parseTaskResource } from '../tasks/task-resource.js';
import type { BeginState } from './begin-state.js';
import { compileNumber } from './number-field.js';

const SECONDS = { from: 1, to: 99_999_999 };

/** Task: work outside of the machine. */
export function compileTask(source: StateSource): BeginState {
  const flow = compileDataFlow(source, 'result');
  const next = source.next();
  const timeout = compileNumber(source, 'TimeoutSeconds', SECONDS);
  const heartbeat = compileNumber(source, 'HeartbeatSeconds', SECONDS);
  const credentials = compileCredentials(source);
  const arn = source.text('Resource');
  const resource = parseTaskResource(arn);
  if (resource === undefined) {
    source.report(
      'Resource',
      `is ${show(arn)}: expected the ARN of a Lambda function or of an integration, such as arn:aws:states:::lambda:invoke`,
    );
    return () => () => BLOCKED;
  }
  const kind = taskKindOf(arn, resource);
  const limitsOf = (frame: Parameters<Stage>[0]): TaskLimits | undefined => {
    const timeoutInSeconds = timeout?.(frame);
    const heartbeatInSeconds = heartbeat?.(frame);
    if (timeoutInSeconds === undefined && heartbeatInSeconds === undefined) return undefined;
    return {
      ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }),
      ...(heartbeatInSeconds === undefined ? {} : { heartbeatInSeconds }),
    };
  };
  return (state) => (frame) => {
    const input = frame.stateInput;
    if (kind.waitsForToken) frame.taskToken = frame.execution.random.uuid();
    const args = flow.work(frame, input);
    frame.input = input;
    frame.states = { input };
    const limits = limitsOf(frame) ?? NO_LIMITS;
    if (args !== input && byteSize(args) > MAX_PAYLOAD_BYTES) throw dataLimitFailure(kind.limitName, true);
    const role = memberOf(credentials?.(frame), 'RoleArn');
    const detail = limits === NO_LIMITS && role === undefined ? undefined : { limits, credentials: role };
    frame.record(kind.events.scheduled, args, detail);
    if (!kind.waitsForWorker) frame.record(kind.events.started);
    const onResult = (result: unknown): number => frame.leave(state, flow.output(frame, input, result), next);
    new TaskAttempt(frame, kind, state.name, args, limits, onResult).start();
    return BLOCKED;
  };
}

const NO_LIMITS: TaskLimits = {};

function compileCredentials(source: StateSource): Stage | undefined {
  const value = source.object('Credentials');
  if (value === undefined) return undefined;
  if (!('RoleArn' in value || 'RoleArn.$' in value)) source.report('Credentials', 'has no RoleArn');
  return source.language === 'JSONata'
    ? compileJsonataTemplate(source, 'Credentials', value)
    : compileTemplateField(source, 'Credentials', value);
}
