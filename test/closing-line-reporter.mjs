import { relative } from 'node:path';

const SLOWEST = 10;
const seconds = (milliseconds) => `${(milliseconds / 1_000).toFixed(1)} s`.padStart(8);

/**
 * Ends a jest run with what took longest and, alone in the last line, what a script or a person reads:
 * `N passed, N failed`.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, { testResults, numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const files = testResults.map(({ testFilePath, displayName, perfStats }) => ({
      file: relative(process.cwd(), testFilePath),
      suite: displayName?.name ?? '',
      took: perfStats.end - perfStats.start,
    }));
    const suites = [...new Set(files.map(({ suite }) => suite))].map((suite) => {
      const own = files.filter((file) => file.suite === suite);
      return `${seconds(own.reduce((sum, { took }) => sum + took, 0))}  ${suite}, ${own.length} files`;
    });
    const slowest = files.toSorted((a, b) => b.took - a.took).slice(0, SLOWEST);
    const lines = [
      ...(files.length > 1 ? ['', 'Seconds of all files, by suite:', ...suites] : []),
      ...(files.length > 1
        ? ['', 'Slowest files:', ...slowest.map(({ file, took }) => `${seconds(took)}  ${file}`)]
        : []),
      '',
      `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`,
    ];
    // jest's own summary comes after every reporter.
    process.once('exit', () => process.stdout.write(`${lines.join('\n')}\n`));
  }
}
