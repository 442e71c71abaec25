/**
 * A command of this package as messages name it. npx runs the version that the user's project has installed; with `--no` it
 * installs none, so that nothing from a registry is ever run by mistake.
 *
 * @param words such as `executions show ARN`
 */
export const installedCommand = (words: string): string => `npx --no stepbreaker ${words}`;
