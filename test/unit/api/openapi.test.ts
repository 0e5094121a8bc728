import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openApiDocument } from '../../../api/openapi';
import { isForCallers } from '../../../api/route';
import { routeTable } from '../../../api/routes';

type Operations = Record<string, Record<string, { operationId: string; responses: object }>>;
const document = openApiDocument(routeTable);
const paths = document['paths'] as Operations;

describe('the OpenAPI document', () => {
  it('has every mounted route and no other', () => {
    const mounted = routeTable.map((route) => `${route.method} ${route.path}`).sort();
    const described = Object.entries(paths).flatMap(([address, operations]) =>
      Object.keys(operations).map((method) => `${method} ${address}`),
    );
    expect(described.sort()).toEqual(mounted);
  });

  it('names every operation once', () => {
    const names = routeTable.map((route) => route.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refers only to schemas it has', () => {
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
    expect(referred.length).toBeGreaterThan(10);
    for (const name of referred) expect(schemas).toHaveProperty(name);
    expect(text).not.toContain('$defs');
  });

  it('is committed as it is', () => {
    const committed = readFileSync(path.join(__dirname, '../../../api/openapi.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(document);
  });
});

describe('the route table', () => {
  it.each(routeTable.map((route) => [route.path, route] as const))(
    'declares a parameter for each part of %s',
    (address, route) => {
      const inPath = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const schema = route.params && z.toJSONSchema(route.params, { io: 'input' });
      expect(Object.keys(schema?.properties ?? {})).toEqual(inPath);
    },
  );

  it.each(
    routeTable.flatMap((route) =>
      isForCallers(route.access) && route.body?.type === 'json'
        ? [[route.operationId, route.body.schema] as const]
        : [],
    ),
  )('refuses unknown fields at every depth of %s', (_name, schema) => {
    const open = openObjects(z.toJSONSchema(schema, { io: 'input' }));
    expect(open).toEqual([]);
  });
});

/** The places of a JSON Schema at which an object would take any field. */
function openObjects(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, additionalProperties } = schema as Record<string, unknown>;
  const open = properties !== undefined && additionalProperties !== false ? [place] : [];
  return [
    ...open,
    ...Object.entries(schema).flatMap(([key, inner]) => openObjects(inner, `${place}/${key}`)),
  ];
}
