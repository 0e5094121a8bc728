/** The fields of a form body, decoded from its raw bytes; a field given more than once holds every value. */
export type FormFields = Readonly<Record<string, string | string[]>>;

/** Reads a form from the bytes that were signed, so that nothing on the way may have changed them. */
export function formFields(rawBody: Uint8Array): FormFields {
  const parsed = new URLSearchParams(Buffer.from(rawBody).toString('utf8'));
  return Object.fromEntries(
    [...new Set(parsed.keys())].map((name) => {
      const values = parsed.getAll(name);
      return [name, values.length === 1 ? values.join('') : values];
    }),
  );
}
