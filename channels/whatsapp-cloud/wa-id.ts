import { phoneOf } from '../whatsapp-id';

/**
 * The number that is dialled today for WhatsApp's own id of a person (digits). Ids made long ago keep Mexico's
 * old 1 after the country and lack Brazil's ninth digit; the dialled form is what contacts are imported with, and
 * Meta takes it as an address.
 */
export function phoneOfWaId(waId: string): string | null {
  const digits = waId
    .replace(/^\+/, '')
    .replace(/^521(\d{10})$/, '52$1')
    .replace(/^(55\d{2})([6-9]\d{7})$/, '$19$2');
  return phoneOf(`+${digits}`);
}
