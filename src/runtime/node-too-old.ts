/**
 * What to tell a user whose Node.js is older than all that the package supports; `undefined` for any other, also for one
 * between two supported lines, which npm warns of. Written so that an old Node.js can read it.
 *
 * @param found such as `16.20.2`
 * @param supported `engines.node` of package.json, the oldest version first
 */
export function nodeTooOld(found: string, supported: string): string | undefined {
  const [major = 0, minor = 0] = numbersIn(found);
  const [oldestMajor = 0, oldestMinor = 0] = numbersIn(supported);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `stepbreaker needs Node.js ${oldestMajor}.${oldestMinor} or newer (${supported}), but this is Node.js ${found}: install a newer one from https://nodejs.org.`;
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+/g) || []).map(Number);
}
