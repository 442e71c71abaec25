import { compileAssign, compileDataFlow } from '../query/data-flow.js';
import { compileJsonataField, compileJsonataTemplate } from '../query/jsonata-template.js';
import { compileDataPath } from '../query/jsonpath-field.js';
import { runtimeFailure } from '../run/state-failure.js';
import { compileChoiceRule } from './choice-rule.js';
/** Choice: goes to the state of the first rule that matches, else to Default. */
export function compileChoice(source) {
    const flow = compileDataFlow(source, 'input');
    const choices = source.objects('Choices').map((rule, index) => compileRule(source, `Choices[${index}]`, rule));
    if (choices.length === 0)
        source.report('Choices', 'is empty: a Choice state has at least one rule');
    const otherwise = source.has('Default') ? source.target('Default', source.fields['Default']) : undefined;
    return (state) => (frame) => {
        const input = frame.stateInput;
        const work = flow.work(frame, input);
        frame.input = work;
        frame.states = { input };
        const choice = choices.find(({ matches }) => matches(frame));
        const next = choice?.next ?? otherwise;
        if (next === undefined) {
            throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
        }
        // What the state itself assigns and puts out is for its Default; a rule has its own.
        const conclusion = choice === undefined ? flow.output(frame, input, work) : choice.conclude(frame, work);
        return frame.leave(state, conclusion, next);
    };
}
function compileRule(source, at, rule) {
    const isJsonata = source.language === 'JSONata';
    const assign = compileAssign(source, `${at}/Assign`, rule['Assign']);
    const outputOf = isJsonata
        ? compileRuleOutput(source, `${at}/Output`, rule['Output'])
        : compileDataPath(source, 'OutputPath');
    return {
        matches: isJsonata ? compileCondition(source, at, rule['Condition']) : compileChoiceRule(source, at, rule),
        next: source.target(`${at}.Next`, rule['Next']),
        conclude: (scope, work) => ({
            assigned: assign?.(scope),
            output: outputOf === undefined ? work : outputOf(scope),
        }),
    };
}
function compileRuleOutput(source, at, output) {
    return output === undefined ? undefined : compileJsonataTemplate(source, at, output);
}
function compileCondition(source, at, condition) {
    if (typeof condition !== 'string' && typeof condition !== 'boolean') {
        source.report(`${at}.Condition`, 'is missing: expected a JSONata expression, such as "{% $states.input.total > 10 %}"');
    }
    const stage = compileJsonataField(source, `${at}/Condition`, condition, 'boolean');
    return (scope) => stage(scope) === true;
}
