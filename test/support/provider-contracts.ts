import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { env } from 'node:process';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse as parseYaml } from 'yaml';

/** A provider's OpenAPI description, as far as the tests look into it. */
export interface OpenApi {
  components: { schemas: Record<string, ObjectSchema> };
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  parameters: { name: string; in: string; schema: object }[];
  requestBody: {
    content: Record<string, { schema: ObjectSchema; examples?: Record<string, { value: unknown }> }>;
  };
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}
export interface ObjectSchema {
  properties: Record<string, object>;
}

const DOCUMENT = 'contract';

/** The folder of the providers' contracts, or why there is none; they are no part of the project. */
export function contractsFolder(): { found: true; path: string } | { found: false; reason: string } {
  const named = env['CONTRACTS_DIR'];
  const path = resolve(named ?? join(__dirname, '../../../shared/contracts'));
  if (existsSync(path)) return { found: true, path };
  const reason = `There is no folder ${path}. Set CONTRACTS_DIR to the folder that holds the providers' contracts.`;
  return { found: false, reason };
}

/** A contract's document, whether it is JSON or YAML. */
export function readContract(folder: string, name: string): unknown {
  const text = readFileSync(join(folder, name), 'utf8');
  return /\.ya?ml$/.test(name) ? parseYaml(text) : JSON.parse(text);
}

/** Opens one OpenAPI document and makes validators of its parts; `amend` corrects what it says wrongly. */
export function openContract(
  folder: string,
  name: string,
  amend: (document: OpenApi) => void = () => undefined,
) {
  const document = readContract(folder, name) as OpenApi & object;
  amend(document);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  // Formats of Twilio's own. Its `uri` is relative to the API's host, as its own examples show.
  ajv.addFormat('uri', /^(https?:\/)?\/[!-~]+$/);
  ajv.addFormat('uri-map', true);
  ajv.addFormat('phone-number', /^(whatsapp:)?(\+\d{7,15}|[A-Z]{2}\.[\w.-]+)$/);
  ajv.addFormat('date-time-rfc-2822', /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
  ajv.addFormat('currency', /^[A-Za-z]{3}$/);
  ajv.addSchema(document, DOCUMENT);

  return {
    operation(path: string, method: string): Operation {
      const operation = document.paths[path]?.[method];
      if (!operation) throw new Error(`${name} has no ${method} ${path}`);
      return operation;
    },
    resource(schema: string): ObjectSchema {
      const found = document.components.schemas[schema];
      if (!found) throw new Error(`${name} has no schema ${schema}`);
      return found;
    },
    /** A validator of the schema at a place in the document, such as `['paths', '/x', 'get', …]`. */
    validator(...place: string[]): ValidateFunction {
      const pointer = place.map((part) =>
        encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
      );
      return ajv.compile({ $ref: `${DOCUMENT}#/${pointer.join('/')}` });
    },
    /** A validator of a schema that was taken out of the document and refers to nothing in it. */
    validatorOf: (schema: object): ValidateFunction => ajv.compile(schema),
  };
}
export type Contract = ReturnType<typeof openContract>;

/** True where missing contracts are a failure and not a notice. */
export function contractsAreRequired(): boolean {
  return env['CI'] === 'true';
}

/** `describe` where the contracts are at hand; elsewhere one test that says so, and fails in CI. */
export function describeWithContracts(provider: string): (title: string, tests: () => void) => void {
  const folder = contractsFolder();
  if (folder.found) return describe;
  const { reason } = folder;
  return (title) => {
    it(`was not checked, for want of the contracts: ${title}`, () => {
      console.warn(`Nothing was held against ${provider}'s contract. ${reason}`);
      expect({ reason, required: contractsAreRequired() }).toEqual({ reason, required: false });
    });
  };
}
