import { describe, expect, test } from '@jest/globals';
import { CatalogueError, createCatalogue, parseCatalogue, readCatalogue } from './catalogue.js';

const HEADER = 'book_id,title,authors,original_publication_year,language_code,average_rating,ratings_count';
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');

describe('parseCatalogue', () => {
  test('reads titles with commas, quotes and any script', () => {
    const catalogue = parseCatalogue(
      csv(
        '1,"Salt, Snow, Vol. 1","Ann, Ben",2004,eng,4.5,10',
        '2,"The ""Best"" Robot",Cleo,,jpn,3,20',
        '3,雨の店,れんか,-300,,0,0',
      ),
    );
    expect(catalogue.size).toBe(3);
    expect(catalogue.get(1)).toEqual({
      titleId: 1,
      title: 'Salt, Snow, Vol. 1',
      authors: 'Ann, Ben',
      year: 2004,
      averageRating: 4.5,
      ratingsCount: 10,
    });
    expect(catalogue.get(2)).toEqual({
      titleId: 2,
      title: 'The "Best" Robot',
      authors: 'Cleo',
      averageRating: 3,
      ratingsCount: 20,
    });
    expect(catalogue.get(3)).toMatchObject({ title: '雨の店', year: -300 });
    expect(catalogue.get(4)).toBeUndefined();
  });

  test('takes a byte order mark, Windows line ends and empty lines', () => {
    expect(
      parseCatalogue(`\uFEFF${csv('1,A,B,2000,eng,4,1', '', '2,A,B,2000,eng,4,1').replaceAll('\n', '\r\n')}`).size,
    ).toBe(2);
  });

  test('names every malformed row by its line, what was found and what was expected', () => {
    const text = csv('x,A,B,2000,eng,4,1', '2,"two\nlines",B,2000,eng,4,1', '3,,B,2000,eng,9,-1', '2,A,B,2000,eng,4,1');
    expect(() => parseCatalogue(text, 'books.csv')).toThrow(
      new CatalogueError(
        [
          'books.csv, line 2: book_id is "x", expected a whole number above 0',
          'books.csv, line 5: title is empty',
          'books.csv, line 5: average_rating is "9", expected a number from 0 to 5',
          'books.csv, line 5: ratings_count is "-1", expected a whole number',
          'books.csv, line 6: book_id 2 is there twice',
        ].join('\n'),
      ),
    );
  });

  test('a long list of problems is cut short', () => {
    const rows = Array.from({ length: 25 }, () => '0,A,B,2000,eng,4,1');
    expect(() => parseCatalogue(csv(...rows))).toThrow(
      'line 11: book_id is "0", expected a whole number above 0\n… and 15 more',
    );
  });

  test.each([
    ['an empty file', '', 'books.csv is empty. Expected a header line book_id,'],
    ['a missing column', 'book_id,title\n1,A', 'books.csv, line 1: column authors, original_publication_year'],
    ['a row with too few fields', csv('1,A'), 'line 2'],
    ['an open quote', csv('1,"A,B,2000,eng,4,1'), 'books.csv: '],
  ])('%s is refused', (_, text, message) => {
    expect(() => parseCatalogue(text, 'books.csv')).toThrow(CatalogueError);
    expect(() => parseCatalogue(text, 'books.csv')).toThrow(message);
  });

  test('a header alone is an empty catalogue', () => {
    expect(parseCatalogue(HEADER).size).toBe(0);
  });
});

test('bestsellers come by their ratings, equal ones by their ids', () => {
  const title = (titleId: number, ratingsCount: number) => ({
    titleId,
    ratingsCount,
    title: 'A',
    authors: 'B',
    averageRating: 4,
  });
  const catalogue = createCatalogue([title(3, 5), title(1, 5), title(2, 9)]);
  expect(catalogue.bestsellers(2).map(({ titleId }) => titleId)).toEqual([2, 1]);
  expect(catalogue.bestsellers(9)).toHaveLength(3);
});

test('the sample catalogue is readable', async () => {
  const catalogue = await readCatalogue('samples/catalogue.csv');
  expect(catalogue.size).toBe(221);
  expect(catalogue.bestsellers(catalogue.size).some(({ title }) => /\p{Script=Han}/u.test(title))).toBe(true);
});
