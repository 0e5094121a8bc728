import { phoneOf } from '../whatsapp-id';

/** WhatsApp's id of somebody whose number its page does not tell. */
const HIDDEN = /^\d{5,20}@lid$/;

/** True for what the page can write to: a number, or somebody who hides it. */
export function isWebAddress(id: string): boolean {
  return phoneOf(id) !== null || HIDDEN.test(id);
}
