import { memberOf } from '../json/plain-json.js';
import { compileDataFlow } from '../query/data-flow.js';
import { compileJsonataField, compileJsonataTemplate } from '../query/jsonata-template.js';
import { compilePathField, compileTemplateField } from '../query/jsonpath-field.js';
import { BLOCKED } from '../run/compiled-state.js';
import { evaluationFailure, runtimeFailure } from '../run/state-failure.js';
import { MapRun } from './map-run.js';
import { compileNumber } from './number-field.js';
import { innerDefinition } from './inner-program.js';
/** Iterations of an inline Map that run at the same time, at most (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html). */
const MAX_INLINE_CONCURRENCY = 40;
/** Only a distributed Map has these. */
const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter'];
/** Map: runs its item processor once for each item; the result is the list of their outputs. */
export function compileMap(source, compileInner) {
    const flow = compileDataFlow(source, 'result');
    const next = source.next();
    const processorField = source.has('ItemProcessor') ? 'ItemProcessor' : 'Iterator';
    const definition = innerDefinition(source, processorField);
    refuseDistributed(source, processorField, definition);
    const program = definition && compileInner(processorField, definition);
    const itemsOf = compileItems(source);
    const select = compileItemSelector(source);
    const concurrency = compileNumber(source, 'MaxConcurrency', { from: 0, to: 99_999_999 });
    const count = compileNumber(source, 'ToleratedFailureCount', { from: 0, to: 10_000_000 });
    const percentage = compileNumber(source, 'ToleratedFailurePercentage', { from: 0, to: 100, whole: false });
    return (state) => (frame) => {
        if (program === undefined)
            return BLOCKED;
        const input = frame.stateInput;
        const work = flow.work(frame, input);
        frame.input = work;
        frame.states = { input };
        const items = itemsOf(frame, work);
        const limit = concurrency?.(frame) ?? 0;
        const tolerance = { count: count?.(frame), percentage: percentage?.(frame) };
        frame.record('MapStateStarted', undefined, items.length);
        const leave = (result) => {
            frame.execution.record('MapStateSucceeded', frame.lastEvent);
            return frame.leave(state, flow.output(frame, input, result), next);
        };
        if (items.length === 0)
            return leave([]);
        new MapRun(frame, {
            name: state.name,
            program,
            items,
            concurrency: Math.min(limit || MAX_INLINE_CONCURRENCY, MAX_INLINE_CONCURRENCY),
            tolerance,
            inputOf: (scope, value) => (select === undefined ? value : select(scope, work, input)),
            onResult: leave,
        }).start();
        return BLOCKED;
    };
}
function refuseDistributed(source, field, definition) {
    if (memberOf(definition?.['ProcessorConfig'], 'Mode') === 'DISTRIBUTED') {
        source.report(`${field}.ProcessorConfig.Mode`, 'is DISTRIBUTED, which this engine cannot run yet: use INLINE');
    }
    for (const name of DISTRIBUTED_FIELDS) {
        if (source.has(name))
            source.report(name, 'belongs to a distributed Map, which this engine cannot run yet');
    }
}
function compileItems(source) {
    if (source.language === 'JSONata') {
        const { Items: items } = source.fields;
        const stage = items === undefined || typeof items === 'string'
            ? compileJsonataField(source, 'Items', items, 'array')
            : compileJsonataTemplate(source, 'Items', items);
        return (scope, work) => {
            const value = items === undefined ? work : stage(scope);
            if (Array.isArray(value))
                return value;
            throw evaluationFailure(`Map state input must be an array but was: ${JSON.stringify(value)}`);
        };
    }
    const path = source.has('ItemsPath') ? source.fields['ItemsPath'] : '$';
    const stage = compilePathField(source, 'ItemsPath', path);
    return (scope) => {
        const value = stage(scope);
        if (Array.isArray(value))
            return value;
        throw runtimeFailure(`Reference path "${String(path)}" must point to array.`);
    };
}
/** ItemSelector reads the Map's own input and the item from the context; Parameters is its old name. */
function compileItemSelector(source) {
    const field = source.has('ItemSelector') ? 'ItemSelector' : 'Parameters';
    if (!source.has(field))
        return undefined;
    const value = source.fields[field];
    const stage = source.language === 'JSONata'
        ? compileJsonataTemplate(source, field, value)
        : compileTemplateField(source, field, value);
    return (scope, work, input) => {
        scope.input = work;
        scope.states = { input };
        return stage(scope);
    };
}
