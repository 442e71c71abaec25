import { isObject } from '../json/plain-json.js';
/** A state as it is written, with what a compiler needs to read its fields and to complain about them. */
export class StateSource {
    name;
    type;
    language;
    fields;
    problems;
    /** Turns the name of a state of the same scope into its number; reports names that do not exist. */
    target;
    constructor(name, type, language, fields, problems, target) {
        this.name = name;
        this.type = type;
        this.language = language;
        this.fields = fields;
        this.problems = problems;
        this.target = target;
    }
    has(field) {
        return Object.hasOwn(this.fields, field);
    }
    report(field, message) {
        this.problems.add(this.name, field, message);
    }
    /** Runs a compiler whose errors are mistakes in `field`. */
    compile(field, make, fallback) {
        try {
            return make();
        }
        catch (error) {
            this.report(field, error instanceof Error ? error.message : String(error));
            return fallback;
        }
    }
    /** A text that must be there. */
    text(field) {
        const value = this.fields[field];
        if (typeof value === 'string' && value !== '')
            return value;
        this.report(field, `is ${show(value)}: expected a text that is not empty`);
        return '';
    }
    object(field) {
        const value = this.fields[field];
        if (value === undefined || isObject(value))
            return value;
        this.report(field, `is ${show(value)}: expected an object`);
        return undefined;
    }
    /** A list of objects; reports anything else and leaves it out. */
    objects(field) {
        const value = this.fields[field];
        if (value === undefined)
            return [];
        if (!Array.isArray(value)) {
            this.report(field, `is ${show(value)}: expected a list`);
            return [];
        }
        return value.filter((item, index) => {
            if (isObject(item))
                return true;
            this.report(`${field}[${index}]`, `is ${show(item)}: expected an object`);
            return false;
        });
    }
    /** The number of the state that Next names; -1 for End. */
    next() {
        return this.has('Next') ? this.target('Next', this.fields['Next']) : -1;
    }
}
/** A value as a message shows it. */
export function show(value) {
    const text = value === undefined ? 'nothing' : JSON.stringify(value);
    return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
