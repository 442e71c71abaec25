import { takenText } from '../explain/run-text.js';
import { brief } from '../json-object.js';
import { matchesResource, resourceNames, type ResourcePattern } from '../mocks/resource-pattern.js';
import type { Run } from '../run/run.js';
import type { TaskCall } from '../run/task-call.js';
import type { Matcher, MatcherTools } from './matcher.js';
import { timesText, unknownState } from './state-visits.js';

/** How many calls a message lists. */
const LISTED = 10;

export const toHaveCalled: Matcher<[stateOrResource: ResourcePattern, timesOrArguments?: unknown]> = (
  run,
  tools,
  stateOrResource,
  ...expected
) => {
  const calls = callsOf(run, stateOrResource);
  const [wanted] = expected;
  return {
    pass: areWanted(tools, calls, expected),
    explain: () => {
      const label = typeof stateOrResource === 'string' ? `'${stateOrResource}'` : String(stateOrResource);
      const isName = typeof stateOrResource === 'string' && !/[*:]/.test(stateOrResource);
      return [
        `Expected ${label} ${tools.isNot ? 'not ' : ''}to be called${wantedText(tools, wanted)}; calls: ${calls.length}.`,
        listOf(calls),
        typeof wanted === 'object' && calls.length === 1 ? tools.utils.diff(wanted, calls[0]?.arguments) : undefined,
        calls.length === 0 && isName ? unknownState(run, stateOrResource) : undefined,
        takenText(run),
      ];
    },
  };
};

function callsOf(run: Run, name: ResourcePattern): readonly TaskCall[] {
  const ofState = run.calls.filter(({ state, address }) => state === name || address === name);
  if (ofState.length > 0 || (typeof name === 'string' && run.states.has(name))) return ofState;
  return run.calls.filter(({ resource, parameters }) => matchesResource(name, resourceNames(resource, parameters)));
}

function areWanted(tools: MatcherTools, calls: readonly TaskCall[], expected: readonly unknown[]): boolean {
  const [wanted] = expected;
  if (expected.length === 0) return calls.length > 0;
  if (typeof wanted === 'number') return calls.length === wanted;
  return calls.some((call) => tools.equals(call.arguments, wanted));
}

function wantedText(tools: MatcherTools, wanted: unknown): string {
  if (wanted === undefined) return '';
  return typeof wanted === 'number' ? ` ${timesText(wanted)}` : ` with ${tools.utils.stringify(wanted)}`;
}

function listOf(calls: readonly TaskCall[]): string | undefined {
  if (calls.length === 0) return undefined;
  const lines = calls.map(({ address, arguments: args }, index) => `  ${index + 1}. ${address}  ${brief(args)}`);
  const more = calls.length > LISTED ? [`  … and ${calls.length - LISTED} more`] : [];
  return ['The calls:', ...lines.slice(0, LISTED), ...more].join('\n');
}
