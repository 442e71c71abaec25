import { isObject } from '../json/plain-json.js';
/** The part of a definition that holds inner states; reports anything that is not an object. */
export function innerDefinition(source, field) {
    const value = source.fields[field];
    if (isObject(value))
        return value;
    source.report(field, 'is missing or not an object: expected StartAt and States');
    return undefined;
}
