import { circuitBreakerMachine, getAtt, lambda, target } from 'stepbreaker';

type Generate = (event: { readerId: string; model: string }) => Promise<{ titles: number[] }>;
type Bestsellers = (event: { readerId: string }) => Promise<{ titles: number[] }>;

const generate = lambda<Generate>(getAtt('GenerateFunction', 'Arn'));
const bestsellers = lambda<Bestsellers>(getAtt('BestsellersFunction', 'Arn'));

/** The machine that sam/, cdk/ and terraform/ deploy. `npx --no stepbreaker synth machines.ts` makes nightly.asl.json of it. */
export const nightly = circuitBreakerMachine<string>({
  circuit: { failureThreshold: 5, resetTimerSeconds: 30, whileOpen: 'fallback' },
  targets: [
    target('primary', generate, (readerId) => ({ readerId, model: 'sonnet' })),
    target('cheaper', generate, (readerId) => ({ readerId, model: 'haiku' })),
  ],
  lastResort: [target('static', bestsellers, (readerId) => ({ readerId }))],
});
