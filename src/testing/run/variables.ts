import type { JsonObject } from '../json-object.js';
import { framesAround, type Frame, type Visit } from './visit.js';

/** The variables that a visit saw: its own frame's and those of the frames around, as they were when it was entered. */
export function variablesAt(visit: Visit): JsonObject {
  return variablesOf(visit.frame, visit.enteredEvent);
}

/** @param before an event: what was assigned from there on does not count */
export function variablesOf(frame: Frame, before = Infinity): JsonObject {
  const assigned = framesAround(frame)
    .flatMap(({ visits }) => visits)
    .filter(({ exitedEvent = Infinity }) => exitedEvent < before)
    .flatMap((visit) => Object.entries(visit.assigned ?? {}));
  return Object.fromEntries(assigned);
}
