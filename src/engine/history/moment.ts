/** When time went on: from this event on, until the next moment. */
export interface Moment {
  /** The id of the event. */
  readonly from: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The time of an event; undefined when it happened before all moments. They are in the order of the events. */
export function timeOf(id: number, moments: readonly Moment[] = []): number | undefined {
  let [first, end] = [0, moments.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((moments[middle]?.from ?? Infinity) <= id) first = middle + 1;
    else end = middle;
  }
  return moments[first - 1]?.at;
}
