/** A process that finishes its run cleanly when it is interrupted. */
export interface Interruptible {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Signals do again what they did before. */
  release(): void;
}

/** Listens for SIGINT (Ctrl-C) and SIGTERM. A second one ends the process at once, with exit code 130. */
export function interruptible(target: NodeJS.Process = process): Interruptible {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) target.exit(130);
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) target.on(name, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) target.off(name, onSignal);
    },
  };
}
