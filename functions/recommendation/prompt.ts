import type { ContentBlock, Message, SystemContentBlock } from '@aws-sdk/client-bedrock-runtime';
import type { Catalogue } from './catalogue.js';
import type { Reader } from './reader.js';
import type { Title } from './title.js';

/** The ratings shown to the model: the best and the worst say most about a taste. */
const SHOWN_RATINGS = 20;

const SYSTEM = [
  'You recommend manga, comics and books in a shop.',
  'You get what a reader has rated and a numbered list of titles the reader does not know yet.',
  'Choose from the numbered list alone. Best match first.',
  'Answer with one JSON object and nothing else: {"titleIds": [number, …]}.',
].join('\n');

const REPEATED = 'Your last answer could not be used. Answer with the JSON object alone, with numbers from the list.';

/** What the prompt is made from. */
export interface PromptParts {
  readonly reader: Reader;
  readonly catalogue: Catalogue;
  readonly candidates: readonly Title[];
  /** How many titles to ask for. */
  readonly count: number;
  /** The first answer was unusable. The prompt must differ then, or the model would say the same again. */
  readonly repeated?: boolean;
}

/**
 * The Converse messages that ask for recommendations. They carry titles and stars and nothing that tells who the
 * reader is, so that a call may leave the reader's home region.
 */
export function recommendationPrompt(parts: PromptParts): { system: SystemContentBlock[]; messages: Message[] } {
  return {
    system: [{ text: SYSTEM }],
    messages: [{ role: 'user', content: [userText(parts)] }],
  };
}

function userText({ reader, catalogue, candidates, count, repeated }: PromptParts): ContentBlock.TextMember {
  const text = [
    'The reader rated:',
    ...ratedLines(reader, catalogue),
    '',
    'Titles to choose from:',
    ...candidates.map((title) => `${title.titleId}. ${describe(title)}`),
    '',
    `Choose ${count} titles.${repeated ? ` ${REPEATED}` : ''}`,
  ].join('\n');
  return { text };
}

function ratedLines(reader: Reader, catalogue: Catalogue): string[] {
  const rated = reader.ratings.flatMap(({ titleId, stars }) => {
    const title = catalogue.get(titleId);
    return title ? [{ title, stars }] : [];
  });
  const telling = rated.sort((a, b) => Math.abs(b.stars - 3) - Math.abs(a.stars - 3)).slice(0, SHOWN_RATINGS);
  if (telling.length === 0) return ['- nothing yet'];
  return telling.sort((a, b) => b.stars - a.stars).map(({ title, stars }) => `- ${stars} of 5: ${describe(title)}`);
}

/** One line whatever the catalogue holds: a line break in a title could forge an entry of the numbered list. */
const describe = ({ title, authors, year }: Title): string =>
  `${title} by ${authors}${year === undefined ? '' : ` (${year})`}`.replace(/[\n\v\f\r\u0085\u2028\u2029]+/g, ' ');
