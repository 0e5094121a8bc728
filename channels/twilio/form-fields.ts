/** The fields of a form body, decoded from its raw bytes; a field given more than once holds every value. */
export type FormFields = Readonly<Record<string, string | string[]>>;

/** Reads a form from the bytes that were signed, so that nothing on the way may have changed them. */
export function formFields(rawBody: Uint8Array): FormFields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(Buffer.from(rawBody).toString('utf8'))) {
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    Array.from(fields, ([name, [first = '', ...others]]) => [
      name,
      others.length ? [first, ...others] : first,
    ]),
  );
}
