import type { Option } from 'commander';
import { choiceOption } from '../choice-option.js';

const CIRCUIT_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'];

/** The state that the first target's circuit starts with. */
export const stateOption = (): Option =>
  choiceOption('--state <state>', "state of the first target's circuit", CIRCUIT_STATES);
