import { compileChoice } from './choice.js';
import { compileFail } from './fail.js';
import { compileMap } from './map.js';
import { compileParallel } from './parallel.js';
import { compilePass } from './pass.js';
import { compileSucceed } from './succeed.js';
import { compileTask } from './task.js';
import { compileWait } from './wait.js';
const COMPILERS = {
    Pass: compilePass,
    Task: compileTask,
    Choice: compileChoice,
    Wait: compileWait,
    Succeed: compileSucceed,
    Fail: compileFail,
    Parallel: compileParallel,
    Map: compileMap,
};
export function compileState(source, compileInner) {
    return COMPILERS[source.type](source, compileInner);
}
