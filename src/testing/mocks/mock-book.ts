import { hasSameTarget, type Mock } from './mock.js';
import type { Outcome } from './outcome.js';
import { matchesResource, resourceNames } from './resource-pattern.js';

/** An outcome that has been taken for one task. */
export interface TakenOutcome {
  readonly outcome: Outcome;
  /** How often its mock was used before. */
  readonly use: number;
}

/** The mocks of one run, with how often each has been used. */
export class MockBook {
  readonly #mocks: readonly Mock[];
  readonly #uses = new Map<Mock, number>();

  constructor(mocks: readonly Mock[]) {
    this.#mocks = mocks;
  }

  /** The outcome for a task; undefined when nothing was mocked for it. */
  take(state: string, resource: string, args: unknown): TakenOutcome | undefined {
    const mock = findMock(this.#mocks, state, resource, args);
    if (mock === undefined) return undefined;
    const use = this.#uses.get(mock) ?? 0;
    this.#uses.set(mock, use + 1);
    const outcome = mock.outcomes[Math.min(use, mock.outcomes.length - 1)];
    return outcome === undefined ? undefined : { outcome, use };
  }

  /** The mocks with outcomes that nothing has used, and how many of them were. */
  unused(): readonly { readonly mock: Mock; readonly uses: number }[] {
    return this.#mocks
      .map((mock) => ({ mock, uses: this.#uses.get(mock) ?? 0 }))
      .filter(({ mock, uses }) => !mock.isOptional && uses < mock.outcomes.length);
  }
}

/** Mocks of a state go before those of a resource or function; among these, the latest that matches decides. */
export function findMock(mocks: readonly Mock[], state: string, resource: string, args: unknown): Mock | undefined {
  const ofState = mocks.find(({ target }) => 'state' in target && target.state === state);
  if (ofState !== undefined) return ofState;
  const names = resourceNames(resource, args);
  return mocks.findLast(({ target }) => {
    if ('functionName' in target) return target.states.includes(state);
    return 'resource' in target && matchesResource(target.resource, names);
  });
}

/** Adds a mock, in place of an earlier one for the same. */
export function withMock(mocks: readonly Mock[], mock: Mock): readonly Mock[] {
  return [...mocks.filter((each) => !hasSameTarget(each, mock)), mock];
}
