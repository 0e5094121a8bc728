import type { Response } from 'undici';
import { z } from 'zod';

const problemSchema = z.object({
  title: z.string(),
  detail: z.string(),
  code: z.string(),
  hint: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

export type ApiProblem = z.output<typeof problemSchema>;

/** The API said no; the message says what is wrong and what to do, in lines for a terminal. */
export class ApiRefusal extends Error {
  readonly code: string;

  constructor(problem: ApiProblem) {
    super(refusalText(problem));
    this.code = problem.code;
  }
}

/** Nobody answers at the API's address. */
export class ApiUnreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`No API answers at ${url}.\nStart it with: npm start`, { cause });
  }
}

/** Turns an answer other than 2xx into what a person can act on. */
export async function readRefusal(response: Response): Promise<ApiRefusal> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new ApiRefusal(problem.data);
  return new ApiRefusal({
    title: `The API answered ${response.status}`,
    detail: response.statusText,
    code: String(response.status),
    hint: 'Check that HILO_URL is the address of Hilo.',
    errors: [],
  });
}

const MOST_FIELDS = 10;

/** What to do where the API's own hint speaks of HTTP; empty where the detail says it all. */
const HINTS: Partial<Record<string, string>> = {
  unauthenticated: 'Run this where npm start keeps its data, or set HILO_URL and HILO_API_KEY.',
  invalid_request: 'Correct that and try again.',
  not_found: '',
  conflict: '',
};

/** The detail, each wrong field but a lone one that the detail names already, and the hint. */
export function refusalText({ title, detail, code, hint, errors }: ApiProblem): string {
  const fields = errors.length > 1 ? errors.slice(0, MOST_FIELDS).map(fieldLine) : [];
  const more = errors.length - MOST_FIELDS;
  if (more > 0) fields.push(`  … and ${more} more`);
  const lines = [fields.length > 0 ? `${title}:` : detail || title, ...fields, HINTS[code] ?? hint];
  return lines.filter((line) => line !== '').join('\n');
}

function fieldLine({ path, message }: { path: string; message: string }): string {
  return path === '' ? `  ${message}` : `  ${path}: ${message}`;
}
