import type { TaskDesk } from '../tasks/task-desk.js';

/**
 * Does asynchronous work outside of the machine, as tasks do: virtual time does not advance meanwhile, and what is answered at one
 * instant is taken in a certain order.
 */
export function awaitAnswer<Result>(
  tasks: TaskDesk,
  work: () => Promise<Result>,
  then: (result: Result) => void,
  fail: (thrown: unknown) => void,
): void {
  const sequence = tasks.nextSequence();
  const release = tasks.clock.hold();
  const settled = (take: () => void): void => {
    tasks.takeAnswer(sequence, take);
    release();
  };
  work().then(
    (result) => settled(() => then(result)),
    (thrown: unknown) => settled(() => fail(thrown)),
  );
}
