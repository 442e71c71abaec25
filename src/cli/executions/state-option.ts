import { Option } from 'commander';

/** The state that the first target's circuit starts with. */
export const stateOption = (): Option =>
  new Option('--state <state>', "state of the first target's circuit (default: HALF_OPEN when it was OPEN)").choices([
    'CLOSED',
    'OPEN',
    'HALF_OPEN',
  ]);
