import { z } from 'zod';
import { port } from './kinds';

/** Where rows and transcripts are kept. */
export const databaseVariables = {
  DATABASE_URL: z.url().optional().describe('Postgres to use instead of the embedded one'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^\s/]/, 'an address such as mongodb://host:27017/hilo')
    .optional()
    .describe('MongoDB to keep transcripts in, instead of Postgres'),
  DATABASE_POOL: z.coerce.number().int().min(1).default(12).describe('Connections a process may hold'),
  HILO_POSTGRES_PORT: port(54330).describe('Port of the embedded Postgres'),
};
