import express from 'express';
import type { RequestHandler } from 'express';
import { readForm } from '../read-form';
import type { ReadForm } from '../read-form';

/** One call of a method: its parameters, and the files that came with it by their field. */
export interface MethodCall {
  parameters: Record<string, unknown>;
  files: Map<string, ReadForm['files'][number]>;
}

/** Reads JSON, or a form whose fields are texts or JSON, as Telegram does. */
export const readBodies: RequestHandler[] = [
  express.json({ limit: '1mb' }),
  express.raw({ type: 'multipart/form-data', limit: '60mb' }),
];

/** The call, or null for a body that is no form. */
export function readCall(body: unknown, contentType: string | undefined): MethodCall | null {
  if (!Buffer.isBuffer(body)) {
    return { parameters: (body ?? {}) as Record<string, unknown>, files: new Map() };
  }
  const form = readForm(body, contentType);
  if (!form) return null;
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(form.fields)) parameters[name] = valueOf(name, value);
  for (const { field } of form.files) {
    // What is not named by `attach://` is the parameter itself; the contract knows it as InputFile.
    if (!/^file\d+$/.test(field)) parameters[field] = {};
  }
  return { parameters, files: new Map(form.files.map((file) => [file.field, file])) };
}

/** Texts are as they are; everything else is JSON. */
function valueOf(name: string, value: string): unknown {
  if (name === 'text' || name === 'caption') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
