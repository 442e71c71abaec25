// Writes catalogue.csv and readers.ndjson beside this file: `node samples/generate.mjs`. Titles, names and readers are
// invented; a fixed seed makes every run write the same bytes.
import { writeFileSync } from 'node:fs';

const SEED = 20_260_101;
const READERS = 300;

/** Series as [title with {n} for the volume, number of volumes, year of the first]. */
const SERIES = [
  ['The Lantern Cartographer, Vol. {n}', 9, 2004],
  ['Harbour of Paper Cranes, Vol. {n}', 7, 2011],
  ['Clockwork Tanuki, Vol. {n}', 12, 1998],
  ['Thirteen Noodles for a Ghost, Vol. {n}', 5, 2016],
  ['Princess of the Rust Belt, Vol. {n}', 6, 2013],
  ['My Landlord Is a Lighthouse, Vol. {n}', 4, 2019],
  ['The "Impossible" Bakery, Vol. {n}', 8, 2009],
  ['Salt, Snow and Semaphore, Vol. {n}', 6, 2007],
  ['Detective Umbrella, Vol. {n}', 11, 2001],
  ['Moth & Meteor, Vol. {n}', 5, 2015],
  ['Ninety-Nine Locked Doors, Vol. {n}', 7, 2010],
  ['The Last Tram to Saturn, Vol. {n}', 6, 1994],
  ['Kappa Accounting Department, Vol. {n}', 8, 2014],
  ['Sword of the Librarian, Vol. {n}', 10, 2003],
  ['Girl, Lately a Whale, Vol. {n}', 3, 2020],
  ['Half-Price Heroes, Vol. {n} ½', 4, 2012],
  ['The Cat Who Filed Taxes, Vol. {n}', 6, 2017],
  ['Violet Static, Vol. {n}', 5, 1999],
  ['Café Ténèbre, Vol. {n}', 4, 2008],
  ['Robots Don’t Knit, Vol. {n}', 6, 2018],
  ['Orchard of Small Dragons, Vol. {n}', 9, 2006],
  ['Midnight Radio Club (Season #{n})', 5, 2013],
  ['She Said, "Not Today, Kraken", Vol. {n}', 4, 2021],
  ['The Silent Kazoo, Vol. {n}', 5, 2000],
  ['Glass Shogun, Vol. {n}', 8, 1996],
  ['A Dictionary of Rain, Vol. {n}', 6, 2005],
  ['Pocket Typhoon, Vol. {n}', 7, 2002],
  ['Seven Minutes of Summer, Vol. {n}', 4, 2016],
  ['歯車の金魚 第{n}巻', 7, 2010],
  ['灯台もりの算数 第{n}巻', 5, 2015],
  ['三丁目の流星屋 第{n}巻', 6, 2012],
  ['こうもり傘のうた 第{n}巻', 4, 2018],
  ['雨夜の時計店, 第{n}巻', 6, 2007],
  ['だいだい色の駅 第{n}巻', 5, 2020],
  ['The Quiet Volcano', 1, 2014],
  ['Letters, Mostly Unsent', 1, 2011],
  ['"Hush," Said the Robot', 1, 2009],
  ['Nine Ways to Fold a River', 1, 2017],
  ['Umi to Blikk', 1, 2003],
  ['The Emperor of Lost Gloves', 1, 1992],
  ['Tomorrow’s Postage Stamps', 1, 2019],
  ['Quince', 1, 2022],
];

const GIVEN = [
  'Renka',
  'Toruma',
  'Ilsebet',
  'Minaho',
  'Kazuteru',
  'Odalys',
  'Shirabe',
  'Fennimore',
  'Aoiko',
  'Jorunnel',
];
const FAMILY = [
  'Hoshikabe',
  'Tamagawara',
  'Brindlewick',
  'Kurogasane',
  'Oystermann',
  'Mizuhanada',
  'Vandersloop',
  'Yukitobari',
];
const JAPANESE = ['星壁 れんか', '玉河原 とるま', '黒重 みなほ'];

const random = mulberry32(SEED);
const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const pick = (list) => list[Math.floor(random() * list.length)];

const titles = SERIES.flatMap(([name, volumes, year], series) => {
  const japanese = name.includes('第');
  const authors = japanese ? [pick(JAPANESE)] : [`${pick(GIVEN)} ${pick(FAMILY)}`];
  if (!japanese && random() < 0.3) authors.push(`${pick(GIVEN)} ${pick(FAMILY)}`);
  const fame = Math.exp(random() * 4);
  const quality = 3.2 + random() * 1.3;
  return Array.from({ length: volumes }, (_, volume) => ({
    series,
    title: name.replace('{n}', String(volume + 1)),
    authors: [...new Set(authors)].join(', '),
    year: year + Math.floor(volume / 2),
    language: japanese ? 'jpn' : pick(['eng', 'eng', 'en-US']),
    stars: starCounts(Math.round((fame * 900) / Math.sqrt(volume + 1)) + 40, quality),
  }));
}).map((title, index) => ({ ...title, titleId: index + 1, weight: sum(title.stars) }));

const readers = Array.from({ length: READERS }, (_, index) => {
  const loved = new Set(Array.from({ length: between(1, 4) }, () => between(0, SERIES.length - 1)));
  const ratings = Array.from(unread(between(3, 28), loved), ({ titleId, series }) => ({
    titleId,
    stars: loved.has(series) ? between(4, 5) : between(1, 5),
  }));
  return {
    userId: `r${String(index + 1).padStart(4, '0')}`,
    homeRegion: pick(['ap-northeast-1', 'ap-northeast-1', 'ap-northeast-1', 'us-east-1', 'us-west-2']),
    activity: ratings.length,
    ratings,
  };
});

const HEADER =
  'book_id,title,authors,original_publication_year,language_code,average_rating,ratings_count,' +
  'ratings_1,ratings_2,ratings_3,ratings_4,ratings_5';
const rows = titles.map(({ titleId, title, authors, year, language, stars, weight }) =>
  [titleId, quoted(title), quoted(authors), year, language, average(stars), weight, ...stars].join(','),
);
write('catalogue.csv', [HEADER, ...rows]);
write(
  'readers.ndjson',
  readers.map((reader) => JSON.stringify(reader)),
);

/** Different titles, the known ones more often and those of a loved series much more often. */
function unread(count, loved) {
  const chosen = new Set();
  const weights = titles.map(({ weight, series }) => Math.sqrt(weight) * (loved.has(series) ? 12 : 1));
  const total = sum(weights);
  while (chosen.size < count) {
    let left = random() * total;
    chosen.add(titles[weights.findIndex((weight) => (left -= weight) < 0)] ?? titles[0]);
  }
  return chosen;
}

/** Counts of 1 to 5 stars whose mean is near the quality. */
function starCounts(count, quality) {
  const shares = [1, 2, 3, 4, 5].map((star) => Math.exp(-((star - quality) ** 2) / 1.6));
  return shares.map((share) => Math.round((count * share) / sum(shares)));
}

function average(stars) {
  return (sum(stars.map((count, index) => count * (index + 1))) / sum(stars)).toFixed(2);
}

function quoted(field) {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function write(name, lines) {
  writeFileSync(new URL(name, import.meta.url), `${lines.join('\n')}\n`);
}

/** A small, well-mixed generator of numbers in [0, 1) that is the same on every machine. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
