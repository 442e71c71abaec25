/** Collects everything that is wrong, so that nobody has to fix a machine one message at a time. */
export class Problems {
    found = [];
    add(state, field, message) {
        this.found.push({ ...(state === undefined ? {} : { state }), ...(field === undefined ? {} : { field }), message });
    }
}
/**
 * A definition that cannot be run: thrown by `createStateMachine` with all {@link problems} at once. AWS names the same
 * condition `InvalidDefinition`.
 */
export class InvalidDefinitionError extends Error {
    name = 'InvalidDefinitionError';
    /** The name of the state machine. */
    machine;
    problems;
    constructor(machine, problems) {
        const lines = problems.map(({ state, field, message }) => `  ${[state, field].filter(Boolean).join(' › ') || 'machine'}: ${message}`);
        super(`State machine '${machine}' cannot be created, ${count(problems.length)}:\n${lines.join('\n')}`);
        this.machine = machine;
        this.problems = problems;
    }
}
function count(problems) {
    return problems === 1 ? '1 problem' : `${problems} problems`;
}
