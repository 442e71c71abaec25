/** @module recommendation: readers and titles in, a prompt out; a model's answer in, titles out. */
export { type AnswerRules, parseAnswer, UnusableAnswer } from './answer.js';
export { bestsellersFor } from './bestsellers.js';
export { type CandidateFinder, candidateFinder } from './candidates.js';
export { type Catalogue, CatalogueError, createCatalogue, parseCatalogue, readCatalogue } from './catalogue.js';
export { type ActiveReader, mostActive } from './most-active.js';
export { type PromptParts, recommendationPrompt } from './prompt.js';
export { parseReader, type Rating, type Reader, READER_LIMITS, ReaderFormatError } from './reader.js';
export { type ReaderStore, readerStore, readReaders, readReaderStore } from './reader-store.js';
export {
  createRequestPath,
  type RequestAnswer,
  type RequestMode,
  type RequestPath,
  type RequestPathOptions,
  type RequestTier,
  type StoredTitles,
} from './request-path.js';
export type { Title } from './title.js';
export {
  answerText,
  type RecommendedTitles,
  type TitlePrompt,
  type TitleRecommender,
  titleRecommender,
  type TitleRequest,
} from './title-recommender.js';
