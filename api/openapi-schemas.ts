import { z } from 'zod';

export type Json = Record<string, unknown>;
/** What is sent or what is answered: a default makes a field optional in the one and present in the other. */
export type Direction = 'input' | 'output';

export type SchemaComponents = ReturnType<typeof createSchemaComponents>;

/** Turns zod schemas into JSON Schema and collects those with an id as the document's components. */
export function createSchemaComponents() {
  const components = new Map<string, Json>();

  const add = (id: string, io: Direction, definition: Json): void => {
    const name = componentName(id, io);
    const made = referring(without(definition, 'id'), io) as Json;
    const known = components.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(made)) {
      throw new Error(`Two schemas are called ${name}: give one of them another id`);
    }
    components.set(name, made);
  };

  return {
    /** The schema, or a reference to it when it has an id. */
    of(schema: z.ZodType, io: Direction): Json {
      const { $defs, ...own } = z.toJSONSchema(schema, { io }) as Json & { $defs?: Record<string, Json> };
      for (const [id, definition] of Object.entries($defs ?? {})) add(id, io, definition);
      const plain = without(own, '$schema');
      const id = plain['id'];
      if (typeof id !== 'string') return referring(plain, io) as Json;
      add(id, io, plain);
      return { $ref: referenceTo(id, io) };
    },

    /** Every component, by name. */
    all(): Json {
      return Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b)));
    },
  };
}

function componentName(id: string, io: Direction): string {
  return io === 'input' ? `${id}Input` : id;
}

function referenceTo(id: string, io: Direction): string {
  return `#/components/schemas/${componentName(id, io)}`;
}

function without(object: Json, key: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** The same value with zod's own references turned into the document's. */
function referring(value: unknown, io: Direction): unknown {
  if (Array.isArray(value)) return value.map((item) => referring(item, io));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const id = key === '$ref' && typeof item === 'string' ? /^#\/\$defs\/(.+)$/.exec(item)?.[1] : undefined;
      return [key, id === undefined ? referring(item, io) : referenceTo(id, io)];
    }),
  );
}
