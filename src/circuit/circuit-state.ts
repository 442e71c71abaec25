/** `CLOSED | OPEN | HALF_OPEN`, as AWS and Nygard ("Release It!", chapter 5) write them. */
export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';
