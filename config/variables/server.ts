import { z } from 'zod';
import { encryptionKey, optionalText, origins, perMinute, port, proxies } from './kinds';

/** Where Hilo is reached, and what it lets in. */
export const serverVariables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HILO_DATA_DIR: z.string().default('.hilo').describe('Where npm start keeps its databases and credentials'),
  HILO_HOST: z.string().default('127.0.0.1').describe('Address the API listens on'),
  HILO_PORT: port(3000).describe('Port of the API'),
  HILO_URL: z.url().optional().describe('Where the hilo command finds the API'),
  HILO_API_KEY: optionalText.describe('The key the hilo command uses; by default the one npm start made'),
  PUBLIC_BASE_URL: z.url().optional().describe('The https address providers reach the API at'),
  HILO_DEMO: z
    .enum(['0', '1'])
    .default('1')
    .transform((written) => written === '1')
    .describe('0 for no demonstration account: the first npm start makes one otherwise'),
  HILO_SECRET_KEY: encryptionKey('secret-key').describe(
    'Encrypts platform credentials and secrets of bots; npm start makes one',
  ),
  HILO_SECRET_OLD_KEYS: optionalText.describe('Earlier secret keys, comma-separated, for reading'),
  JWT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Signs the access tokens of operators; npm start makes one'),
  ADMIN_USER: z
    .string()
    .trim()
    .min(2)
    .regex(/^\S+$/)
    .default('admin')
    .describe('The login of the first operator'),
  ADMIN_PASSWORD: z.string().min(12).optional().describe('Its password; npm start makes one'),
  BACKOFFICE_API_KEY: z
    .string()
    .trim()
    .min(16)
    .optional()
    .describe('An API key for the shop that is known beforehand'),
  CORS_ORIGINS: origins.prefault('').describe('Origins whose pages may call the API, comma-separated'),
  TRUSTED_PROXIES: proxies
    .prefault('')
    .describe('Proxies whose word counts about where requests come from, comma-separated'),
  RATE_LIMIT_PER_ADDRESS: perMinute(12_000).describe('Requests a minute of one network address; 0 for any'),
  RATE_LIMIT_PER_KEY: perMinute(12_000).describe('Requests a minute with one key or token; 0 for any'),
  RATE_LIMIT_PER_ACCOUNT: perMinute(24_000).describe('Requests a minute of one account; 0 for any'),
  RATE_LIMIT_SIGN_INS: perMinute(60).describe('Sign-ins a minute of one network address; 0 for any'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};
