import { describeMock, type Mock } from './mock.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Mocks, or outcomes of them, that an execution did not use: the test expects something else of the machine than it does. */
export class UnusedMockError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<UnusedMockError>('UnusedMockError');
  override readonly name = 'UnusedMockError';

  /** @param account the taken path, and what went wrong in it */
  constructor(unused: readonly { readonly mock: Mock; readonly uses: number }[], account: string) {
    const lines = unused.map(({ mock, uses }) => `  ${describeMock(mock)}  ${usesText(mock, uses)}`);
    super(
      [
        `The execution did not use ${unused.length === 1 ? 'a mock' : `${unused.length} mocks`}:`,
        ...lines,
        'Take out what is not needed, or say .optional() behind a mock that need not be used.',
        account,
      ].join('\n'),
    );
  }
}

function usesText({ outcomes }: Mock, uses: number): string {
  if (uses === 0) return 'was never used';
  return `was used ${uses === 1 ? 'once' : `${uses} times`}: outcome ${uses + 1} of ${outcomes.length} was never reached`;
}
