import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { normalizePhone } from '../../api/phone';
import { readLegacyCsv } from '../../api/routes/programs/read-legacy-csv';

export interface CsvSurvey {
  bytes: number;
  /** Different numbers in it. */
  contacts: number;
  firstPhone: string | undefined;
}

/** Reads a file through before anything is made for it; throws when it is not one of the old script's. */
export async function surveyCsv(file: string): Promise<CsvSurvey> {
  const bytes = await sizeOf(file);
  const phones = new Set<string>();
  for await (const item of readLegacyCsv(createReadStream(file))) {
    if ('refused' in item) throw new Error(`${file}, line ${item.line}: ${item.refused}`);
    const phone = 'row' in item ? normalizePhone(item.row.numero) : null;
    if (phone !== null) phones.add(phone);
  }
  const [firstPhone] = phones;
  return { bytes, contacts: phones.size, firstPhone };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  });
  if (!found.isFile()) throw new Error(`${file} is not a file.`);
  return found.size;
}
