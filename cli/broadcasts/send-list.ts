import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createdView, surveyView } from '../../api/routes/broadcasts/broadcasts.schema';
import { variablesText } from './read-variables';
import type { ApiClient } from '../api/api-client';

/** What the command says of a list, as the API calls it. */
export interface ListOptions {
  template: string;
  title?: string;
  sender?: string;
  language?: string;
  body?: string;
  rate?: number;
  category?: string;
  contactHours?: string;
  cap?: string;
  country?: string;
  phoneColumn?: string;
  nameColumn?: string;
  var?: string[];
}

/** Tries a list without effect. */
export async function surveyList(api: ApiClient, file: string, options: ListOptions) {
  return api.upload({
    ...(await uploadOf(file, options)),
    path: '/api/broadcasts/validate',
    schema: surveyView,
  });
}

/** Makes a draft of a list. */
export async function uploadList(api: ApiClient, file: string, options: ListOptions) {
  return api.upload({ ...(await uploadOf(file, options)), path: '/api/broadcasts', schema: createdView });
}

async function uploadOf(file: string, options: ListOptions) {
  const found = await stat(file).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read: ${why}`, { cause: error });
  });
  if (!found.isFile()) throw new Error(`${file} is not a file.`);
  const query = {
    title: options.title ?? defaultTitle(file),
    template: options.template,
    sender: options.sender,
    language: options.language,
    body: options.body,
    ratePerSecond: options.rate,
    category: options.category,
    contactHours: options.contactHours,
    ...capOf(options.cap),
    country: options.country,
    addressColumn: options.phoneColumn,
    nameColumn: options.nameColumn,
    variables: variablesText(options.var),
  };
  return { query, contentType: 'text/csv', stream: createReadStream(file) };
}

/** `2/7`: two messages in seven days. */
function capOf(written: string | undefined): { capMessages?: string; capDays?: string } {
  if (written === undefined) return {};
  const [, capMessages, capDays] = /^(\d+)\/(\d+)$/.exec(written) ?? [];
  if (capMessages !== undefined && capDays !== undefined) return { capMessages, capDays };
  throw new Error(`"${written}" is no cap: write messages/days, such as 2/7.`);
}

/** A title of its own for each time a list is sent. */
function defaultTitle(file: string): string {
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return `${basename(file)
    .replace(/\.\w+$/, '')
    .slice(0, 90)} ${at}`;
}
