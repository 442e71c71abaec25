/**
 * The replacement text of `$replace` for one match: `$$` is a dollar, `$0` the match, `$n` a group. Of several digits
 * as many are read as the number of groups has, and one less when that group does not exist.
 */
export function substitute(template: string, match: string, groups: readonly (string | undefined)[]): string {
  let result = '';
  let position = 0;
  for (let dollar = template.indexOf('$'); dollar !== -1; dollar = template.indexOf('$', position)) {
    result += template.slice(position, dollar);
    const { text, length } = reference(template, dollar + 1, match, groups);
    result += text;
    position = dollar + 1 + length;
  }
  return result + template.slice(position);
}

function reference(
  template: string,
  start: number,
  match: string,
  groups: readonly (string | undefined)[],
): { text: string; length: number } {
  const next = template.charAt(start);
  if (next === '$') return { text: '$', length: 1 };
  if (next === '0') return { text: match, length: 1 };
  const digits = String(Math.max(1, groups.length)).length;
  let group = Number.parseInt(template.slice(start, start + digits), 10);
  if (digits > 1 && group > groups.length) group = Number.parseInt(template.slice(start, start + digits - 1), 10);
  if (Number.isNaN(group)) return { text: '$', length: 0 };
  return { text: groups[group - 1] ?? '', length: String(group).length };
}
