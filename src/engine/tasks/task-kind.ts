import type { EventKind, TaskDescription } from '../history/event-kind.js';
import type { StateFailure } from '../run/state-failure.js';
import { startChildExecution } from './child-execution.js';
import { startIntegration } from './integration-task.js';
import { startLambdaFunction, startLambdaInvoke } from './lambda-task.js';
import type { TaskAttempt } from './task-attempt.js';
import { integrationFailure, lambdaFailure } from './task-error.js';
import type { IntegrationPattern, TaskResource } from './task-resource.js';

/** The events of one attempt at a task. */
export interface TaskEvents {
  readonly scheduled: EventKind;
  readonly started: EventKind;
  readonly submitted: EventKind;
  readonly succeeded: EventKind;
  readonly failed: EventKind;
  readonly timedOut: EventKind;
}

/** How the tasks of one Resource are done, and how they appear in the history. */
export interface TaskKind {
  /** The Resource as the state has it. */
  readonly arn: string;
  readonly events: TaskEvents;
  /** Whether a worker asks for it, and says when it starts. */
  readonly waitsForWorker: boolean;
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
        events: taskEvents('LambdaFunction', { resource: arn, resourceType: 'lambda' }),
        waitsForWorker: false,
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
        events: taskEvents('Activity', { resource: arn, resourceType: 'activity' }),
        waitsForWorker: true,
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
        events: taskEvents('Task', { resource: resource.action, resourceType: resource.service }),
        waitsForWorker: false,
        limitName: resource.service,
        waitsForToken: resource.pattern === 'token',
        submitsToken: resource.pattern === 'token',
        start: starterOf(arn, resource.api, resource.pattern),
        failureOf: resource.api === 'lambda:invoke' ? lambdaFailure : integrationFailure,
        waitsForJob: resource.pattern === 'sync' || resource.pattern === 'sync:2',
      };
  }
}

function taskEvents(family: 'LambdaFunction' | 'Activity' | 'Task', task: TaskDescription): TaskEvents {
  return {
    scheduled: { type: `${family}Scheduled`, task },
    started: { type: `${family}Started`, task },
    submitted: { type: `${family}Submitted`, task },
    succeeded: { type: `${family}Succeeded`, task },
    failed: { type: `${family}Failed`, task },
    timedOut: { type: `${family}TimedOut`, task },
  };
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
