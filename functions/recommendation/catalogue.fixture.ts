import { type Catalogue, createCatalogue } from './catalogue.js';
import type { Reader } from './reader.js';

/** 100 titles with ids 1 to 100, best known first: ten authors in turn, one decade each ten titles. */
export const hundredTitles: Catalogue = createCatalogue(
  Array.from({ length: 100 }, (_, index) => ({
    titleId: index + 1,
    title: `Title ${index + 1}`,
    authors: `Author ${index % 10}`,
    year: 1920 + index,
    averageRating: 4,
    ratingsCount: 1_000 - index,
  })),
);

/** A reader who gave each of the titles these stars. */
export const readerOf = (stars: Readonly<Record<number, number>>, userId = 'r1'): Reader => ({
  userId,
  homeRegion: 'us-east-1',
  activity: Object.keys(stars).length,
  ratings: Object.entries(stars).map(([titleId, given]) => ({ titleId: Number(titleId), stars: given })),
});
