/** @module What to measure, and how: the command line of the benchmark. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { CASES } from './cases.mjs';

const PARTS = {
  throughput: 'state transitions a second, beside the peer',
  maps: 'time and memory for Maps of up to 100,000 items',
  compile: 'compiling machines of up to 500 states',
  long: 'a virtual year, and loops of up to 200,002 transitions',
  local: '`stepbreaker local`: until it listens, and over HTTP',
};

/** The primes of case ids are not on every keyboard. */
const typed = (id) => id.replaceAll("'", '′').replaceAll('"', '″');

const CASE_IDS = CASES.map(({ id }) => id);

/** An option that takes some of the known names; without it all of them are meant. */
function listOption(flags, description, what, known) {
  return new Option(flags, description).default(known, 'all').argParser((text) => {
    const names = typed(text).split(',');
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return names;
    throw new InvalidArgumentError(`There is no ${what} '${unknown}': expected some of ${known.join(',')}.`);
  });
}

function wholeNumber(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

function list(heading, entries) {
  const width = Math.max(...entries.map(([name]) => name.length));
  return ['', heading, ...entries.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)].join('\n');
}

/**
 * @typedef {object} Options
 * @property {number} rounds
 * @property {readonly string[]} only parts
 * @property {readonly string[]} cases ids
 * @property {boolean} peer
 * @property {boolean} [json]
 * @property {boolean} [markdown]
 * @property {string} [dist]
 */

/**
 * @param {readonly string[]} args without Node.js and the script
 * @returns {Options}
 * @throws CommanderError after having printed the help (exit code 0) or what is wrong (1)
 */
export function readOptions(args) {
  return new Command('npm run bench:engine --')
    .description(
      'How fast the embedded engine is, and how much memory it takes; beside a peer that runs the same machines.',
    )
    .option('--rounds <number>', 'rounds of which the median counts', wholeNumber, 5)
    .addOption(listOption('--only <parts>', 'parts to measure, with commas between them', 'part', Object.keys(PARTS)))
    .addOption(listOption('--cases <ids>', 'cases of the throughput, the same way', 'case', CASE_IDS))
    .option('--no-peer', 'measure stepbreaker alone; otherwise the peer is installed into the temporary folder, once')
    .addOption(new Option('--json', 'print all figures as JSON').conflicts('markdown'))
    .option('--markdown', 'print tables in Markdown')
    .option('--dist <folder>', 'measure the build in that folder instead of dist')
    .addHelpText('after', list('Parts:', Object.entries(PARTS)))
    .addHelpText(
      'after',
      list(
        'Cases of the throughput:',
        CASES.map(({ id, title }) => [id, title]),
      ),
    )
    .showHelpAfterError('--help lists the options, the parts and the cases.')
    .exitOverride()
    .parse(args, { from: 'user' })
    .opts();
}
