import SequencerModule from '@jest/test-sequencer';
import { suites } from './suites.mjs';

const Sequencer = SequencerModule.default ?? SequencerModule;
const position = (test) => suites.findIndex(({ name }) => name === test.context.config.displayName?.name);

/** The suites in their order; in each, what took longest last time, or the largest file where nothing has run yet. */
export default class LongestFirstSequencer extends Sequencer {
  async sort(tests) {
    return (await super.sort(tests)).toSorted((a, b) => position(a) - position(b));
  }
}
