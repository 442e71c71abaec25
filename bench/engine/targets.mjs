/** @module What the figures are to be. A figure that is missing (no peer, a part left out) misses no target. */

const RATIO = 10;
const RATIO_CASES = ['a', 'a′', 'a″', 'b', 'c'];

/** @returns {{ target: string, found: string, met: boolean }[]} */
export function checkTargets({ throughput = [], compileTime = [], maps = [], longRuns, endpoint }) {
  const atLeast = (target, found, least) => ({ target, found: String(found), met: found >= least });
  const atMost = (target, found, most) => ({ target, found: String(found), met: found <= most });
  const ratios = throughput.filter(({ id, ratio }) => RATIO_CASES.includes(id) && ratio !== undefined);
  const jsonata = throughput.filter(({ id }) => id === 'b′');
  const fifty = compileTime.filter(({ states }) => states === 50);
  const limits = { 1000: 120, 40_000: 300 };
  return [
    ...ratios.map(({ id, ratio }) => atLeast(`(${id}) at least ${RATIO} times the peer`, ratio, RATIO)),
    ...jsonata.map(({ stepbreaker }) =>
      atLeast('(b′) at least 100,000 transitions/s', stepbreaker.transitionsPerSecond, 100_000),
    ),
    ...maps
      .filter(({ items }) => items in limits)
      .map(({ kind, items, peakMegabytes }) =>
        atMost(`${kind} Map of ${items} items at most ${limits[items]} MB`, peakMegabytes, limits[items]),
      ),
    ...fifty.map(({ language, warmMilliseconds }) =>
      atMost(`50 ${language} states compiled within 1 ms, warm`, warmMilliseconds, 1),
    ),
    ...(longRuns === undefined ? [] : [atMost('a virtual year within 5 ms', longRuns.virtualYearMilliseconds, 5)]),
    ...(endpoint === undefined ? [] : [atMost('listening within 350 ms', endpoint.listeningMilliseconds, 350)]),
  ];
}
