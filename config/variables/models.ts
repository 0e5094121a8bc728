import { z } from 'zod';
import { optionalText } from './kinds';

/** The language models, and where their answers are kept. */
export const modelVariables = {
  OLLAMA_BASE_URL: z.url().default('http://127.0.0.1:11434').describe('The Ollama server, without /v1'),
  LM_STUDIO_BASE_URL: z.url().default('http://127.0.0.1:1234').describe('The LM Studio server, without /v1'),
  GEMINI_API_BASE_URL: z.url().optional().describe("A Gemini API other than Google's, with its version"),
  OPENAI_API_BASE_URL: z.url().optional().describe("An OpenAI API other than OpenAI's, with its version"),
  ANTHROPIC_API_BASE_URL: z
    .url()
    .optional()
    .describe("An Anthropic API other than Anthropic's, with its version"),
  XAI_API_BASE_URL: z.url().optional().describe("An xAI API other than xAI's, with its version"),
  VERTEX_PROJECT: optionalText.describe(
    'Google Cloud project of this server, for accounts that use Vertex AI with no key of theirs',
  ),
  VERTEX_LOCATION: z.string().default('us-central1').describe('The region, or global, of that project'),
  VERTEX_KEY_FILE: optionalText.describe(
    'Key file of the service account for that project; by default what the machine itself is',
  ),
  VERTEX_API_ENDPOINT: optionalText.describe("A host of Vertex AI other than the region's own; always https"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s/]/, 'an address such as redis://host:6379')
    .optional()
    .describe('Redis to keep answers of language models in, instead of memory'),
};
