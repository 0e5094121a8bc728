import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { readContract } from './provider-contracts';

interface Field {
  name: string;
  types: string[];
  required: boolean;
}
interface BotApi {
  methods: Record<string, { fields?: Field[] }>;
  types: Record<string, { fields?: Field[]; subtypes?: string[] }>;
}

const PLAIN: Readonly<Record<string, object>> = {
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
};
const ARRAY = 'Array of ';
const DOCUMENT = 'bot-api';

/** The contract's own format as JSON Schema: a field that it does not name is a mistake. */
export function openTelegramContract(folder: string) {
  const api = readContract(folder, 'telegram_bot_api.json') as BotApi;
  const ajv = new Ajv({ strict: false, allErrors: true });
  const types = Object.entries(api.types).map(([name, { fields = [], subtypes }]) => [
    name,
    subtypes ? { anyOf: subtypes.map(schemaOf) } : objectOf(fields),
  ]);
  const methods = Object.entries(api.methods).map(([name, { fields = [] }]) => [name, objectOf(fields)]);
  ajv.addSchema({ types: Object.fromEntries(types), methods: Object.fromEntries(methods) }, DOCUMENT);
  const validator = (kind: string, name: string): ValidateFunction =>
    ajv.compile({ $ref: `${DOCUMENT}#/${kind}/${name}` });
  return {
    /** Checks a type, such as `Update`. */
    type: (name: string): ValidateFunction => validator('types', name),
    /** Checks a method's parameters, such as those of `sendMessage`. */
    method: (name: string): ValidateFunction => validator('methods', name),
  };
}

function objectOf(fields: readonly Field[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, types }) => [name, { anyOf: types.map(schemaOf) }])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function schemaOf(type: string): object {
  if (type.startsWith(ARRAY)) return { type: 'array', items: schemaOf(type.slice(ARRAY.length)) };
  return PLAIN[type] ?? { $ref: `${DOCUMENT}#/types/${type}` };
}
