import type { DataSource } from 'typeorm';
import { plainWords } from '../../domain/messaging/plain-words';
import { formsOf, meaningsOf, searchWords } from '../../domain/shop/search-words';
import { PRODUCT_COLUMNS, type RawProduct } from './product-mapping';
import { returnedRows } from './send-mapping';

/** What to look for; without words, the catalogue in the order of names. */
export interface ProductSearch {
  accountId: string;
  /** As a person writes it: misspelt, plural, with or without accents; or a SKU. */
  query?: string | undefined;
  category?: string | undefined;
  /** Only offers, or only what is none. */
  isOffer?: boolean | undefined;
  /** Offers before everything else, however well it fits. */
  offersFirst?: boolean | undefined;
  limit: number;
  offset: number;
}

/**
 * Finds products: those with all words first; if there are none, those with all the words that the catalogue
 * knows; if there are none either, those with any. A word that it does not know is taken for the words it begins
 * or is nearest to.
 */
export async function findProducts(db: DataSource, search: ProductSearch): Promise<RawProduct[]> {
  const { query = '' } = search;
  const named = await withSku(db, search, query);
  if (named.length > 0) return named;
  if (query.trim() === '') return select(db, search, null);
  const words = await understand(db, search.accountId, searchWords(query));
  const [last, ...earlier] = [...new Set(tsQueries(words))].reverse();
  if (last === undefined) return [];
  for (const attempt of earlier.reverse()) {
    if (await fitsAny(db, search, attempt)) return select(db, search, { tsQuery: attempt, anyWord: last });
  }
  return select(db, search, { tsQuery: last, anyWord: last });
}

const SKU = /^(?=.*\d)[\w.-]{3,64}$/;

async function withSku(db: DataSource, search: ProductSearch, query: string): Promise<RawProduct[]> {
  const sku = query.trim().toUpperCase();
  if (!SKU.test(sku) || search.offset > 0) return [];
  const sql = `SELECT ${PRODUCT_COLUMNS} FROM products WHERE account_id = $1 AND deleted_at IS NULL AND sku = $2`;
  return returnedRows<RawProduct>(await db.query(sql, [search.accountId, sku]));
}

interface Understood {
  /** What the word may stand for, any of them; empty for a word that says nothing. */
  meanings: string[];
  /** Whether it is one that the catalogue knows: sizes such as 1l are not, and are worth less. */
  isKnown: boolean;
}

async function understand(
  db: DataSource,
  accountId: string,
  words: readonly string[],
): Promise<Understood[]> {
  const forms = words.map((word) => formsOf(word));
  const { known, empty } = await sort(db, accountId, forms.flat());
  return Promise.all(
    words.map(async (word, index) => {
      if (empty.has(word)) return { meanings: [], isKnown: false };
      const found = (forms[index] ?? []).filter((form) => known.has(form));
      if (found.length > 0) return { meanings: found, isKnown: true };
      if (/\d/.test(word) || word.length < 3) return { meanings: [word], isKnown: false };
      const meanings = meaningsOf(word, await vocabularyNear(db, accountId, word));
      // It may still stand in a description, whose words are not kept.
      return { meanings: [word, ...meanings], isKnown: meanings.length > 0 };
    }),
  );
}

/** Which words stand in the catalogue in some form, and which say nothing, such as `de` and `para`. */
async function sort(
  db: DataSource,
  accountId: string,
  words: readonly string[],
): Promise<{ known: Set<string>; empty: Set<string> }> {
  const rows = returnedRows<{ word: string; known: boolean; empty: boolean }>(
    await db.query(
      `SELECT word, stems = '{}' AS empty, EXISTS (
                SELECT 1 FROM product_word known WHERE known.account_id = $1 AND known.stem = stems[1]) AS known
         FROM unnest($2::text[]) word, ts_lexize('pg_catalog.spanish_stem', word) stems`,
      [accountId, words],
    ),
  );
  const those = (which: 'known' | 'empty') => new Set(rows.flatMap((row) => (row[which] ? [row.word] : [])));
  return { known: those('known'), empty: those('empty') };
}

const MOST_NEAR = 2000;

/** Words that begin with either of its first two letters, or have trigrams in common. */
async function vocabularyNear(db: DataSource, accountId: string, word: string): Promise<string[]> {
  const [first = '', second = ''] = word;
  const rows = returnedRows<{ word: string }>(
    await db.query(
      `SELECT word FROM product_word WHERE account_id = $1 AND word LIKE $2 AND length(word) >= $5
       UNION SELECT word FROM product_word WHERE account_id = $1 AND word LIKE $3 AND length(word) >= $5
       UNION SELECT word FROM product_word WHERE account_id = $1 AND word % $4 LIMIT ${MOST_NEAR}`,
      [accountId, `${first}%`, `${second}%`, word, word.length - 2],
    ),
  );
  return rows.map(({ word: near }) => near);
}

/** From the strictest to the loosest. Every word is plain letters and digits, so nothing needs quoting. */
function tsQueries(all: readonly Understood[]): string[] {
  const groupOf = ({ meanings }: Understood) => `(${meanings.join(' | ')})`;
  const meant = all.filter(({ meanings }) => meanings.length > 0);
  const known = meant.filter(({ isKnown }) => isKnown);
  // A size alone finds everything of that size: only beside a word does it mean anything.
  const loosest = known.length > 0 ? known : meant;
  return [
    meant.map(groupOf).join(' & '),
    known.map(groupOf).join(' & '),
    loosest.map(groupOf).join(' | '),
  ].filter((query) => query !== '');
}

function conditionsOf({ accountId, category, isOffer }: ProductSearch, tsQuery: string | null) {
  const parameters: unknown[] = [accountId];
  const conditions = ['account_id = $1', 'deleted_at IS NULL'];
  const also = (condition: (place: string) => string, value: unknown) => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  if (tsQuery !== null) also((place) => `search @@ to_tsquery('public.es_unaccent', ${place})`, tsQuery);
  if (category !== undefined) also((place) => `category_key = ${place}`, plainWords(category));
  if (isOffer !== undefined) conditions.push(isOffer ? 'is_offer' : 'NOT is_offer');
  return { where: conditions.join(' AND '), parameters };
}

async function fitsAny(db: DataSource, search: ProductSearch, tsQuery: string): Promise<boolean> {
  const { where, parameters } = conditionsOf(search, tsQuery);
  return returnedRows(await db.query(`SELECT 1 FROM products WHERE ${where} LIMIT 1`, parameters)).length > 0;
}

interface Words {
  /** What a product must fit. */
  tsQuery: string;
  /** Any of the words: what a name should begin with, so that milk comes before a sweet made of milk. */
  anyWord: string;
}

async function select(db: DataSource, search: ProductSearch, words: Words | null): Promise<RawProduct[]> {
  const { where, parameters } = conditionsOf(search, words?.tsQuery ?? null);
  const place = (value: unknown) => `$${parameters.push(value)}`;
  const fit = words && [
    `(head @@ to_tsquery('public.es_unaccent', ${place(words.anyWord)})) DESC`,
    '(stock > 0) DESC',
    `ts_rank(search, to_tsquery('public.es_unaccent', $2)) DESC`,
    // Who asks for milk means whole milk sooner than chocolate milk: the name with least beside what was asked.
    'length(name)',
  ];
  const order = [...(search.offersFirst === true ? ['is_offer DESC'] : []), ...(fit ?? []), 'name', 'id'];
  const sql = `SELECT ${PRODUCT_COLUMNS} FROM products WHERE ${where}
    ORDER BY ${order.join(', ')} LIMIT ${place(search.limit)} OFFSET ${place(search.offset)}`;
  return returnedRows<RawProduct>(await db.query(sql, parameters));
}
