/** The fields of a schema that Gemini reads: https://cloud.google.com/vertex-ai/docs/reference/rest/v1/Schema */
const FIELDS = [
  ...['description', 'title', 'format', 'enum', 'required', 'minimum', 'maximum'],
  ...['minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'],
];

/** A JSON Schema in the part of OpenAPI that Gemini takes; what it has no word for is left to the tool to check. */
export function geminiSchema(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  const [type] = types.filter((name) => name !== 'null');
  const { properties, items } = schema;
  return {
    ...Object.fromEntries(
      FIELDS.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])),
    ),
    ...(type !== undefined && { type: type.toUpperCase() }),
    ...(types.includes('null') && { nullable: true }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, isObject(inner) ? geminiSchema(inner) : {}]),
      ),
    }),
    ...(isObject(items) && { items: geminiSchema(items) }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
