import { jestMatcher } from './matcher.js';
import { toFailWith } from './to-fail-with.js';
import { toHaveCalled } from './to-have-called.js';
import { toHaveCaught } from './to-have-caught.js';
import { toHaveRetried } from './to-have-retried.js';
import { toHaveTaken } from './to-have-taken.js';
import { toHaveTakenPath } from './to-have-taken-path.js';
import { toHaveVisited } from './to-have-visited.js';
import { toStayWithinQuotas } from './to-stay-within-quotas.js';
import { toSucceedWith } from './to-succeed-with.js';

/** For `expect.extend` of jest, or of anything that calls matchers as jest does. What they mean: `ExecutionMatchers`. */
export const matchers = {
  toSucceedWith: jestMatcher('toSucceedWith', 'output', toSucceedWith),
  toFailWith: jestMatcher('toFailWith', 'error, cause', toFailWith),
  toHaveTakenPath: jestMatcher('toHaveTakenPath', 'path', toHaveTakenPath),
  toHaveVisited: jestMatcher('toHaveVisited', 'state, times', toHaveVisited),
  toHaveRetried: jestMatcher('toHaveRetried', 'state, times', toHaveRetried),
  toHaveCaught: jestMatcher('toHaveCaught', 'state, error', toHaveCaught),
  toHaveCalled: jestMatcher('toHaveCalled', 'stateOrResource, timesOrArguments', toHaveCalled),
  toHaveTaken: jestMatcher('toHaveTaken', 'duration', toHaveTaken),
  toStayWithinQuotas: jestMatcher('toStayWithinQuotas', 'limits', toStayWithinQuotas),
};
