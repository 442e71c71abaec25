import { Option } from 'commander';
import { UsageError } from './usage-error.js';

/** An option that takes one of a few words; help lists them. What is none of them is refused as other options are: UsageError. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  const option = new Option(flags, description);
  option.choices([...choices]);
  const listed = [choices.slice(0, -1).join(', '), ...choices.slice(-1)].filter((text) => text !== '').join(' or ');
  return option.argParser((given: string) => {
    if (choices.includes(given)) return given;
    throw new UsageError([`${option.long ?? flags} is "${given}", expected ${listed}.`]);
  });
}
