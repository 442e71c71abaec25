import type { HistoryEvent } from '../../../engine/index.js';
import { isObject, type JsonObject } from '../../json-object.js';

/** Marks a resource that the engine is to take for an integration it does not know, whose handler is the mock. */
export const MOCKED = 'mocked-';

/**
 * A definition in which every task can be mocked. What the engine does itself (nested executions), what no handler can be
 * registered for (activities, functions whose name is computed) and what keeps its token from its handler (functions that wait
 * for one) is called by another name: `arn:aws:states:::mocked-states:startExecution.sync:2`. All else stays as it is.
 */
export function mockableDefinition(definition: JsonObject): JsonObject {
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (!isObject(value)) return value;
    const renamed = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rename(each)]));
    const { Type: type, Resource: resource } = value;
    if (type !== 'Task' || typeof resource !== 'string') return renamed;
    return { ...renamed, Resource: mockableResource(resource, value) };
  };
  return { ...definition, ...(isObject(definition['States']) ? { States: rename(definition['States']) } : {}) };
}

/** The Resource by which the task of a state is called; most keep their own. */
export function mockableResource(resource: string, fields: JsonObject): string {
  if (/^arn:[\w-]+:states:[^:]*:[^:]*:activity:/.test(resource)) return `arn:aws:states:::${MOCKED}activity:run`;
  const api = /^arn:[\w-]+:states:[^:]*:[^:]*:(.+)$/.exec(resource)?.[1];
  const isInternal = api !== undefined && (/^states:startExecution\b/.test(api) || isUnregistrable(api, fields));
  return isInternal ? `arn:aws:states:::${MOCKED}${api}` : resource;
}

function isUnregistrable(api: string, fields: JsonObject): boolean {
  if (!/^lambda:invoke(?:\.|$)/.test(api)) return false;
  const args = fields['Arguments'] ?? fields['Parameters'];
  const name = isObject(args) ? args['FunctionName'] : undefined;
  return api !== 'lambda:invoke' || typeof name !== 'string' || name.startsWith('{%');
}

/** An event as it would be if the task had been called by its own name. */
export function eventAsDefined(event: HistoryEvent): HistoryEvent {
  for (const [key, details] of Object.entries(event)) {
    if (!isObject(details)) continue;
    const { resourceType: service } = details;
    if (typeof service !== 'string' || !service.startsWith(MOCKED)) continue;
    return { ...event, [key]: { ...details, resourceType: service.slice(MOCKED.length) } };
  }
  return event;
}
