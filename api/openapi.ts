import { z } from 'zod';
import { isAtLeast, ROLES } from '../domain/access/roles';
import { SCOPES } from '../domain/access/scopes';
import { SESSION_COOKIE } from './access/session-cookie';
import { createSchemaComponents, type Json, type SchemaComponents } from './openapi-schemas';
import { contentTypesOf } from './parse-body';
import { PROBLEMS, type ProblemCode } from './problems';
import { isForCallers, type BodySpec, type ListSpec, type ResponseSpec, type Route } from './route';

const API_VERSION = '1.0.0';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    hint: z.string().meta({ description: 'What to do about it' }),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/** The OpenAPI 3.1 document of a route table: the same schemas that parse the requests. */
export function openApiDocument(table: readonly Route[]): Json {
  const schemas = createSchemaComponents();
  const paths: Record<string, Json> = {};
  for (const route of table) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hilo',
      version: API_VERSION,
      description: 'One durable thread with every person a business talks to.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(table.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  };
}

function operation(route: Route, schemas: SchemaComponents): Json {
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    ...accessOf(route),
    parameters: parameters(route, schemas),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body, schemas) }),
    responses: responses(route, schemas),
  };
}

/** Who may call it: by which means, with which scope, as which roles. */
function accessOf({ access }: Route): Json {
  if (!isForCallers(access)) return { security: [] };
  if (access === 'operator' || access === 'super-admin') {
    return {
      security: [{ accessToken: [] }, { session: [] }],
      'x-roles': access === 'operator' ? ROLES : [access],
    };
  }
  const roles = ROLES.filter((role) => isAtLeast(role, SCOPES[access]));
  const security = [{ apiKey: [] }, { accessToken: [] }, { session: [] }];
  return { security, 'x-scope': access, 'x-roles': roles };
}

function parameters(route: Route, schemas: SchemaComponents): Json[] {
  const headers = Object.entries(route.headers ?? {}).map(([name, { required, description }]) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  }));
  const path = route.params ? schemas.of(route.params, 'input') : {};
  const query = route.query ? schemas.of(route.query, 'input') : {};
  return [...fieldsOf(path, 'path'), ...fieldsOf(query, 'query'), ...headers];
}

function fieldsOf(schema: Json, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function requestBody(body: BodySpec, schemas: SchemaComponents): Json {
  const required = !('schema' in body) || !body.schema.safeParse(undefined).success;
  const schemaOf = (contentType: string) => {
    if ('schema' in body) return schemas.of(body.schema, 'input');
    if (body.type === 'list') return listBody(body, contentType, schemas);
    return contentType === 'multipart/form-data' ? fileForm : { type: 'string' };
  };
  const content = contentTypesOf(body).map((contentType) => [contentType, { schema: schemaOf(contentType) }]);
  return { required, content: Object.fromEntries(content) as Json };
}

/** A form has its fields beside the file; a body that is the file has them in the query. */
function listBody({ fields, fileField }: ListSpec, contentType: string, schemas: SchemaComponents): Json {
  if (contentType !== 'multipart/form-data')
    return contentType === 'text/csv' ? { type: 'string' } : { type: 'object' };
  const { properties = {}, required = [] } = schemas.of(fields, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return {
    type: 'object',
    properties: { [fileField]: { type: 'string', format: 'binary' }, ...properties },
    required: [fileField, ...required],
  };
}

const fileForm = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
};

function responses(route: Route, schemas: SchemaComponents): Json {
  const refusal = { 'application/problem+json': { schema: schemas.of(problemSchema, 'output') } };
  const refused = refusalsOf(route).map((code) => [
    String(PROBLEMS[code].status),
    { description: PROBLEMS[code].title, content: refusal },
  ]);
  const { status, description } = route.response;
  return {
    ...Object.fromEntries(refused),
    [String(status)]: { description, ...successContent(route.response, schemas) },
  } as Json;
}

function successContent(response: ResponseSpec, schemas: SchemaComponents): Json {
  if ('schema' in response) {
    return { content: { 'application/json': { schema: schemas.of(response.schema, 'output') } } };
  }
  if (!('contentType' in response)) return {};
  return { content: { [response.contentType]: { schema: { type: 'string' } } } };
}

/** What any request to the route may be refused with, and what its handler adds. */
function refusalsOf({ access, params, query, body, refusals = [] }: Route): ProblemCode[] {
  return [
    ...((params ?? query ?? body) ? (['invalid_request'] as const) : []),
    ...(isForCallers(access) ? (['unauthenticated', 'not_allowed'] as const) : []),
    ...(access === 'sign-in' ? (['cross_site'] as const) : []),
    ...(typeof access === 'object' ? (['webhook_not_verified'] as const) : []),
    ...(params ? (['not_found'] as const) : []),
    ...(body ? (['body_too_large', 'unsupported_media_type'] as const) : []),
    ...refusals,
    'internal_error',
    'unavailable',
  ];
}
