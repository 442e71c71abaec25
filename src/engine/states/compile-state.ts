import type { StateSource } from '../definition/state-source.js';
import type { StateType } from '../definition/state-fields.js';
import type { BeginState } from './begin-state.js';
import { compileChoice } from './choice.js';
import { compileFail } from './fail.js';
import type { CompileInner } from './inner-program.js';
import { compileMap } from './map.js';
import { compileParallel } from './parallel.js';
import { compilePass } from './pass.js';
import { compileSucceed } from './succeed.js';
import { compileTask } from './task.js';
import { compileWait } from './wait.js';

const COMPILERS: Readonly<Record<StateType, (source: StateSource, compileInner: CompileInner) => BeginState>> = {
  Pass: compilePass,
  Task: compileTask,
  Choice: compileChoice,
  Wait: compileWait,
  Succeed: compileSucceed,
  Fail: compileFail,
  Parallel: compileParallel,
  Map: compileMap,
};

export function compileState(source: StateSource, compileInner: CompileInner): BeginState {
  return COMPILERS[source.type](source, compileInner);
}
