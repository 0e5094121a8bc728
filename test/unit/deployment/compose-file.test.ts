import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { envSchema } from '../../../config/env';

const ROOT = resolve(__dirname, '../../..');

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
  profiles?: string[];
}

function composeFile(): { services: Record<string, Service> } {
  const text = readFileSync(resolve(ROOT, 'docker-compose.yml'), 'utf8');
  return parse(text, { merge: true }) as { services: Record<string, Service> };
}

/** The schema that the Compose Specification publishes (compose-spec/compose-spec, Apache-2.0). */
function composeSchema() {
  const path = resolve(ROOT, 'test/fixtures/compose/compose-spec.schema.json');
  const { $schema: dialect, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  expect(dialect).toContain('draft-07');
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
}

function ownServices(): [string, Service][] {
  return Object.entries(composeFile().services).filter(([, { image }]) => image === 'hilo:local');
}

test('docker-compose.yml keeps to the Compose Specification', () => {
  const validate = composeSchema();
  validate(composeFile());
  expect(validate.errors).toBeNull();
});

test('the specification refuses a misspelt key, so the test above can fail', () => {
  const validate = composeSchema();
  expect(validate({ services: { api: { image: 'hilo', enviroment: {} } } })).toBe(false);
});

test('every setting given to a process of Hilo is one that Hilo reads', () => {
  const settings = ownServices().flatMap(([, { environment = {} }]) => Object.keys(environment));
  expect(settings).toContain('DATABASE_URL');
  expect(settings.filter((name) => !(name in envSchema.shape))).toEqual([]);
});

test('every process of Hilo runs a file that is there', () => {
  const files = ownServices().map(
    ([, { command = [] }]) => command.find((word) => /\.(ts|js)$/.test(word)) ?? '',
  );
  expect(files.toSorted()).toEqual(['api/server.ts', 'cli/hilo.js', 'workers/main.ts']);
  expect(files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
});

test('every service that runs on has a health check, and waits only for services that are there', () => {
  const { services } = composeFile();
  const unchecked = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
  expect(unchecked.map(([name]) => name)).toEqual(['prepare']);
  const awaited = Object.values(services).flatMap(({ depends_on: others = {} }) => Object.keys(others));
  expect(awaited.filter((name) => !(name in services))).toEqual([]);
});

test('MongoDB and Redis start only when a profile asks for them', () => {
  const { mongo, redis } = composeFile().services;
  expect([mongo?.profiles, redis?.profiles]).toEqual([['transcripts'], ['cache']]);
});

test('every folder the image copies is let through by .dockerignore', () => {
  const dockerfile = readFileSync(resolve(ROOT, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  const allowed = readFileSync(resolve(ROOT, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? [];
  expect([...new Set(copied)].toSorted()).toEqual(allowed.toSorted());
});
