/** A form's fields and files as they came: for fakes that take what a client wrote by itself. */
export interface ReadForm {
  fields: Record<string, string>;
  files: { field: string; fileName: string; mimeType: string; bytes: Buffer }[];
}

const GAP = '\r\n\r\n';

/**
 * Reads multipart/form-data as RFC 7578 describes it, written apart from the client, so that the client is held
 * against the description and not against itself. Null for what is no such form.
 */
export function readForm(body: Buffer, contentType: string | undefined): ReadForm | null {
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  // Latin-1 keeps one character a byte.
  const text = body.toString('latin1');
  if (boundary === undefined || !text.endsWith(`--${boundary}--\r\n`)) return null;
  const form: ReadForm = { fields: {}, files: [] };
  for (const part of text.split(`--${boundary}`).slice(1, -1)) readPart(part, form);
  return form;
}

function readPart(part: string, form: ReadForm): void {
  const gap = part.indexOf(GAP);
  const head = Buffer.from(part.slice(0, gap), 'latin1').toString('utf8');
  const bytes = Buffer.from(part.slice(gap + GAP.length, -'\r\n'.length), 'latin1');
  const field = /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '';
  const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
  if (fileName === undefined) {
    form.fields[field] = bytes.toString('utf8');
    return;
  }
  const mimeType = /content-type:\s*(\S[^\r\n]*)/i.exec(head)?.[1] ?? 'text/plain';
  form.files.push({ field, fileName: fileName.replaceAll('%22', '"'), mimeType, bytes });
}
