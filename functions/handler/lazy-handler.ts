import type { FunctionHandler } from './recommendation-handler.js';

/**
 * A handler that is wired at its first invocation, so that importing its file needs no environment and reads no file.
 * A wiring that failed is tried again by the next invocation.
 */
export function lazyHandler<Request, Result>(
  wire: () => Promise<FunctionHandler<Request, Result>>,
): FunctionHandler<Request, Result> {
  let wired: Promise<FunctionHandler<Request, Result>> | undefined;
  const wireOnce = () =>
    (wired ??= wire().catch((error: unknown) => {
      wired = undefined;
      throw error;
    }));
  return async (event, context) => (await wireOnce())(event, context);
}
