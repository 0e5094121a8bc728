/** A file as one part of a form. */
export interface FormFile {
  field: string;
  bytes: Uint8Array;
  fileName: string;
  mimeType: string;
}

/** A form with a file, ready to be a call's body; the boundary is part of the content type. */
export interface Multipart {
  contentType: string;
  body: Buffer;
}

/** Writes fields and files as multipart/form-data (RFC 7578). */
export async function multipart(
  fields: Readonly<Record<string, string>>,
  files: readonly FormFile[],
): Promise<Multipart> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { field, bytes, fileName, mimeType } of files) {
    form.append(field, new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
  }
  // The platform's own writer: it makes the boundary and escapes the names.
  const written = new Response(form);
  const contentType = written.headers.get('content-type');
  if (contentType === null) throw new Error('A form always has a content type');
  return { contentType, body: Buffer.from(await written.arrayBuffer()) };
}
