import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { exportProducts } from './export-products';
import { importProducts } from './import-products';
import { auditedProduct, presentProduct } from './products.presenter';
import {
  createProductBody,
  productImportView,
  productListQuery,
  productPage,
  productView,
  updateProductBody,
} from './products.schema';
import { NO_PRODUCT, readProduct } from './read-product';
import { shopParams } from './shop-fields';

/** The catalogue. */
export const productRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/shop/products',
    operationId: 'listProducts',
    summary: 'Products that fit, best first; without q, in the order of their names',
    tag: 'Shop',
    access: 'catalogue:read',
    query: productListQuery,
    response: { status: 200, description: 'A page', schema: productPage },
    handler: async ({ accountId, query }, { products }) => {
      const { q, category, page, limit, is_offer: isOffer, offers_first: offersFirst } = query;
      const wanted = { accountId, query: q, category, isOffer, offersFirst };
      const found = await products.search({ ...wanted, limit: limit + 1, offset: (page - 1) * limit });
      const items = found.slice(0, limit).map(presentProduct);
      return reply({ items, page, nextPage: found.length > limit ? page + 1 : null });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/products',
    operationId: 'createProduct',
    summary: 'Puts a product into the catalogue',
    tag: 'Shop',
    access: 'catalogue:write',
    body: json(createProductBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The product', schema: productView },
    handler: async ({ accountId, body }, { products, shopCurrency }) => {
      const read = readProduct(body, NO_PRODUCT, shopCurrency);
      if (read.kind === 'wrong-price') return wrongPrice(read.reason);
      const saved = await products.create(accountId, read.details);
      return saved.kind === 'saved' ? reply(presentProduct(saved.product)) : skuTaken(read.details.sku);
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/products/export.csv',
    operationId: 'exportProducts',
    summary: 'The whole catalogue; importing the file changes nothing',
    tag: 'Shop',
    access: 'catalogue:read',
    response: { status: 200, description: 'The file', contentType: 'text/csv' },
    handler: ({ accountId }, { products }) =>
      Promise.resolve(
        reply(exportProducts(accountId, products), {
          headers: { 'content-disposition': 'attachment; filename="products.csv"' },
        }),
      ),
  }),

  defineRoute({
    method: 'post',
    path: '/api/shop/products/import',
    operationId: 'importProducts',
    summary: 'Makes and replaces products by their SKU from a CSV; a bad row stops no other',
    tag: 'Shop',
    access: 'catalogue:write',
    body: { type: 'csv' },
    response: { status: 200, description: 'What became of the rows', schema: productImportView },
    handler: async ({ accountId, body }, { products, shopCurrency }) => {
      const imported = await importProducts({ accountId, file: body, currency: shopCurrency }, products);
      return imported.kind === 'problem' ? imported : reply(imported.counts);
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/shop/products/{id}',
    operationId: 'getProduct',
    summary: 'One product',
    tag: 'Shop',
    access: 'catalogue:read',
    params: shopParams,
    response: { status: 200, description: 'The product', schema: productView },
    handler: async ({ accountId, params }, { products }) => {
      const product = await products.get(accountId, params.id);
      return product ? reply(presentProduct(product)) : notFound('product');
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/shop/products/{id}',
    operationId: 'updateProduct',
    summary: 'Changes what is given of a product; orders keep the price they were made at',
    tag: 'Shop',
    access: 'catalogue:write',
    params: shopParams,
    body: json(updateProductBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'The product', schema: productView },
    handler: async ({ accountId, params, body }, { products, shopCurrency }) => {
      const before = await products.get(accountId, params.id);
      if (!before) return notFound('product');
      const read = readProduct(body, before, shopCurrency);
      if (read.kind === 'wrong-price') return wrongPrice(read.reason);
      const { stock, ...details } = read.details;
      const saved = await products.update(accountId, params.id, {
        ...details,
        stock: body.stock === undefined ? null : stock,
      });
      if (!saved) return notFound('product');
      if (saved.kind !== 'saved') return skuTaken(details.sku);
      const change = { before: auditedProduct(before), after: auditedProduct(saved.product) };
      return reply(presentProduct(saved.product), { change });
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/shop/products/{id}',
    operationId: 'removeProduct',
    summary: 'Takes a product out of the catalogue; orders that name it keep it',
    tag: 'Shop',
    access: 'catalogue:write',
    params: shopParams,
    response: { status: 204, description: 'Taken out' },
    handler: async ({ accountId, params }, { products }) =>
      (await products.remove(accountId, params.id)) ? reply(undefined) : notFound('product'),
  }),
];

function wrongPrice(reason: string): Problem {
  return problem('invalid_request', `price: ${reason}`, { errors: [{ path: 'price', message: reason }] });
}

function skuTaken(sku: string): Problem {
  return problem(
    'conflict',
    `There is a product with the SKU ${sku} already: change that one, or choose another.`,
  );
}
