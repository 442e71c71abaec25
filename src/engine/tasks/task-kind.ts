import type { TaskDescription } from '../history/history-record.js';
import type { StateFailure } from '../run/state-failure.js';
import { startChildExecution } from './child-execution.js';
import { startIntegration } from './integration-task.js';
import { startLambdaFunction, startLambdaInvoke } from './lambda-task.js';
import type { TaskAttempt } from './task-attempt.js';
import { integrationFailure, lambdaFailure } from './task-error.js';
import type { IntegrationPattern, TaskResource } from './task-resource.js';

/** How the tasks of one Resource are done, and how they appear in the history. */
export interface TaskKind {
  /** The Resource as the state has it. */
  readonly arn: string;
  /** The beginning of the names of its events. */
  readonly family: 'LambdaFunction' | 'Activity' | 'Task';
  readonly description: TaskDescription;
  /** How AWS names it when its result is too large. */
  readonly limitName: string;
  /** Whether it ends when its token is answered. */
  readonly waitsForToken: boolean;
  /** `.waitForTaskToken`: a service passes the token on, and answers that it has. */
  readonly submitsToken: boolean;
  /** `.sync`: the service accepts a job first. */
  readonly waitsForJob: boolean;
  readonly start: (attempt: TaskAttempt) => void;
  /** What the error of a handler becomes. */
  readonly failureOf: (thrown: unknown) => StateFailure;
}

export function taskKindOf(arn: string, resource: TaskResource): TaskKind {
  switch (resource.kind) {
    case 'lambda-function':
      return {
        arn,
        family: 'LambdaFunction',
        description: { resource: arn, resourceType: 'lambda' },
        limitName: arn,
        waitsForToken: false,
        submitsToken: false,
        waitsForJob: false,
        start: (attempt) => startLambdaFunction(attempt, arn),
        failureOf: lambdaFailure,
      };
    case 'activity':
      return {
        arn,
        family: 'Activity',
        description: { resource: arn, resourceType: 'activity' },
        limitName: arn,
        waitsForToken: true,
        submitsToken: false,
        waitsForJob: false,
        start: (attempt) => attempt.frame.execution.tasks.activities.schedule(arn, attempt),
        failureOf: integrationFailure,
      };
    default:
      return {
        arn,
        family: 'Task',
        description: { resource: resource.action, resourceType: resource.service },
        limitName: resource.service,
        waitsForToken: resource.pattern === 'token',
        submitsToken: resource.pattern === 'token',
        start: starterOf(arn, resource.api, resource.pattern),
        failureOf: resource.api === 'lambda:invoke' ? lambdaFailure : integrationFailure,
        waitsForJob: resource.pattern === 'sync' || resource.pattern === 'sync:2',
      };
  }
}

function starterOf(arn: string, api: string, pattern: IntegrationPattern): TaskKind['start'] {
  if (api === 'lambda:invoke') return startLambdaInvoke;
  if (api === 'states:startExecution') {
    return (attempt) => {
      const isReplaced = attempt.frame.execution.tasks.handlers.hasIntegration(api);
      if (isReplaced) startIntegration(attempt, arn, api);
      else startChildExecution(attempt, pattern);
    };
  }
  return (attempt) => startIntegration(attempt, arn, api);
}
