import { z } from 'zod';
import { MAX_PRICE_MINOR } from '../../../domain/shop/money';
import { MAX_STOCK } from '../../../domain/shop/stock';
import { rowErrorsSchema } from '../../csv/row-error.schema';
import { MAX_PAGE } from '../../paging';
import { currency, minorUnits, shopId, units, yesOrNo } from './shop-fields';

const text = (most: number) => z.string().trim().min(1).max(most);

export const sku = text(64)
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]*$/, 'letters without accents, digits and any of . _ -');

const fields = {
  sku,
  name: text(200),
  category: text(80),
  description: z.string().trim().max(2000).optional(),
  price: z
    .union([z.number().positive(), z.string().max(20)])
    .optional()
    .meta({ description: 'In units of the currency: 450, 450.5 or "450.50"; or give price_minor' }),
  price_minor: z.int().min(1).max(MAX_PRICE_MINOR).optional(),
  currency: currency.optional().meta({ description: 'By default SHOP_CURRENCY' }),
  is_offer: z.boolean().optional(),
  stock: z.int().min(0).max(MAX_STOCK).optional().meta({ description: 'How many can still be sold' }),
};

export const createProductBody = z.strictObject(fields);

/** What is left out stays as it is. */
export const updateProductBody = z.strictObject({
  ...fields,
  sku: fields.sku.optional(),
  name: fields.name.optional(),
  category: fields.category.optional(),
});

export type ProductInput = z.output<typeof updateProductBody>;

export const productListQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(400)
    .optional()
    .meta({ description: 'Words as people write them, misspelt or plural, or a SKU' }),
  category: z.string().trim().min(1).max(80).optional(),
  is_offer: yesOrNo.optional().meta({ description: 'Only offers, or only what is none' }),
  offers_first: yesOrNo.optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
});

export const productView = z
  .strictObject({
    id: shopId,
    sku: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    price: units,
    price_minor: minorUnits,
    currency,
    is_offer: z.boolean(),
    stock: z.int().meta({ description: 'How many can still be sold' }),
    reserved: z.int().meta({ description: 'How many are held for orders that wait for their payment' }),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Product' });

export const productPage = z.strictObject({
  items: z.array(productView),
  page: z.int(),
  nextPage: z.int().nullable().meta({ description: 'Null on the last page' }),
});

export const PRODUCT_COLUMNS = [
  'sku',
  'name',
  'category',
  'description',
  'price',
  'currency',
  'is_offer',
  'stock',
] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];

/** What can be wrong with a row of a catalogue. */
export const PRODUCT_FAULTS = [
  ...(['too-few-cells', 'sku-twice', 'missing', 'too-short', 'too-long', 'too-small', 'too-large'] as const),
  ...(['not-whole-number', 'not-yes-or-no', 'not-a-price', 'not-a-sku', 'not-a-currency', 'wrong'] as const),
] as const;

export const productImportView = z
  .strictObject({
    rows: z.int().meta({ description: 'Rows below the first line' }),
    created: z.int(),
    updated: z.int().meta({ description: 'Products whose SKU was there' }),
    refused: z.int().meta({ description: 'Rows of which nothing was taken; errors say why' }),
    errorCount: z.int(),
    errors: rowErrorsSchema(PRODUCT_COLUMNS, PRODUCT_FAULTS),
  })
  .meta({ id: 'ProductImportResult' });
