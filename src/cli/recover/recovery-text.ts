import type { RecoveryOutcome, RecoveryStep } from '../../operations/index.js';
import { circuitText } from '../executions/circuit-text.js';
import { lengthText } from '../executions/moment-text.js';
import type { Paint } from '../terminal-style.js';
import { installedCommand } from '../../runtime/installed-command.js';

/** A step of a recovery for people. */
export function stepText(step: RecoveryStep, now: number, paint: Paint): string {
  switch (step.step) {
    case 'found': {
      const { status, name, state, batch } = step.report;
      const circuit = step.circuit ? `circuit ${circuitText(step.circuit, now, paint)}` : 'no circuit yet';
      const where = state ? ` in ${state.name} for ${lengthText(now - state.enteredAt.getTime())}` : '';
      return `1. found      ${name} is ${status}${where}; ${circuit}; ${batch?.done ?? 0} of ${batch?.total ?? '?'} items done`;
    }
    case 'checked':
      return `2. model      ${step.check.healthy ? paint('green', 'answers') : paint('red', 'does not answer')}: ${step.check.detail}`;
    case 'stopped':
      return `3. stopped    ${step.stopped.wasRunning ? '' : 'had ended before: '}${step.stopped.status}`;
    case 'restarted': {
      const { executionArn, outcome, input } = step.restarted;
      const left = (input.items?.length ?? 0) + (input.waiting?.length ?? 0);
      return `4. restarted  ${executionArn}${outcome === 'exists' ? ' goes on with this batch already' : ` with ${left} items at ${input.state}`}`;
    }
    case 'probed':
      return `5. probe      ${step.circuit ? circuitText(step.circuit, now, paint) : 'no circuit'}; the execution is ${step.report.status}`;
  }
}

const OUTCOMES: Readonly<Record<RecoveryOutcome, string>> = {
  recovered: 'Recovered: the probe succeeded and the circuit is CLOSED.',
  finished: 'The batch has ended well: there was nothing left to probe with.',
  unhealthy: 'Nothing was stopped: a restart would only open the circuit again. Wait until the model answers.',
  declined: 'Nothing was stopped.',
  open: 'Not recovered: the probe failed and the circuit opened again. The batch goes on by itself once the model is back.',
  failed: `Not recovered: the new execution ended badly. Look at it: ${installedCommand('executions show ARN')}.`,
  undecided: `No verdict yet: the probe is still under way. Go on watching: ${installedCommand('executions watch ARN')}.`,
};

/** How a recovery ended, for people. */
export const outcomeText = (outcome: RecoveryOutcome, paint: Paint): string =>
  paint(outcome === 'recovered' || outcome === 'finished' ? 'green' : 'yellow', OUTCOMES[outcome]);
