import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';
import type { Broadcast } from './broadcasts-data';
import { placesIn } from './template-words';

export type Sender = View<'BroadcastSenders'>['items'][number];
export type Columns = View<'BroadcastColumns'>;
export type Survey = View<'BroadcastSurvey'>;

/** A list on this machine, with its beginning as the API reads it. */
export interface List extends Columns {
  file: File;
}

/** Everything that is said of a broadcast before there is one. */
export interface Plan {
  list: List | null;
  sender: string;
  /** Null leaves it to the names of the columns. */
  addressColumn: string | null;
  nameColumn: string | null;
  title: string;
  template: string;
  /** The approved words of a provider's template. */
  body: string;
  /** The columns that were chosen for places of the text. */
  variables: Readonly<Record<string, string>>;
  category: Broadcast['category'];
  contactHours: Broadcast['contactHours'] | null;
  capMessages: number | null;
  capDays: number | null;
  ratePerSecond: number | null;
}

export const EMPTY_PLAN: Plan = {
  list: null,
  sender: '',
  addressColumn: null,
  nameColumn: null,
  title: '',
  template: '',
  body: '',
  variables: {},
  category: 'marketing',
  contactHours: null,
  capMessages: null,
  capDays: null,
  ratePerSecond: null,
};

/** Enough for the first line and some rows of any list. */
const BEGINNING_BYTES = 256 * 1024;
const LINE_END = 10;

export function useSenders() {
  return useQuery({
    queryKey: ['broadcasts', 'senders'],
    queryFn: () => take(api.GET('/api/broadcasts/senders')),
  });
}

/** Reads the beginning of a list. */
export function useOpenList() {
  return useMutation({
    mutationFn: async (file: File): Promise<List> => {
      const form = new FormData();
      form.set('file', await beginningOf(file), file.name);
      const body = { file: '' };
      const read = await take(api.POST('/api/broadcasts/columns', { body, bodySerializer: () => form }));
      return { file, ...read };
    },
  });
}

/** Up to the last end of a line, so that no letter is cut in two. */
async function beginningOf(file: File): Promise<Blob> {
  if (file.size <= BEGINNING_BYTES) return file;
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  return new Blob([bytes.slice(0, bytes.lastIndexOf(LINE_END) + 1)]);
}

/** What the whole list would come to; asked again when the plan changes. */
export function useSurvey(plan: Plan) {
  const fields = fieldsOf(plan);
  const file = plan.list?.file;
  return useQuery({
    queryKey: ['broadcasts', 'survey', file?.name, file?.size, file?.lastModified, fields],
    queryFn: () => {
      const body = { ...fields, title: '-', file: '' };
      const bodySerializer = () => formOf(plan);
      return take(api.POST('/api/broadcasts/validate', { body, bodySerializer }));
    },
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Makes the draft. */
export function useMake(plan: Plan) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const body = { ...fieldsOf(plan), file: '' };
      return take(api.POST('/api/broadcasts', { body, bodySerializer: () => formOf(plan) }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['broadcasts', 'list'] }),
  });
}

function fieldsOf(plan: Plan) {
  const { title, template, category, sender, body, addressColumn, nameColumn } = plan;
  const { contactHours, ratePerSecond, capMessages, capDays } = plan;
  const cap = capMessages === null || capDays === null ? {} : { capMessages, capDays };
  const said = { sender, body, addressColumn, nameColumn, contactHours, ratePerSecond };
  return { title, template, category, ...cap, ...given({ ...said, variables: chosenIn(plan) }) };
}

/** Without what nobody said anything of. */
function given<T extends object>(said: T): { [Name in keyof T]?: Exclude<T[Name], null> } {
  const entries = Object.entries(said).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], null> };
}

/** As the form has it: JSON. A place that was taken out of the text has no column any more. */
function chosenIn({ template, body, variables }: Plan): string | null {
  const places = placesIn(body === '' ? template : body);
  const chosen = Object.entries(variables).filter(([place]) => places.includes(place));
  return chosen.length === 0 ? null : JSON.stringify(Object.fromEntries(chosen));
}

function formOf(plan: Plan): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(plan))) form.set(name, String(value));
  if (plan.list) form.set('file', plan.list.file);
  return form;
}
