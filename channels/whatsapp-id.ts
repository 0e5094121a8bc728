const E164 = /^\+[1-9]\d{6,14}$/;
/** WhatsApp's id of a person who hides the number: a country, a dot, an opaque id. */
const BUSINESS_SCOPED_ID = /^[A-Z]{2}\.[\w.-]{1,120}$/;

/** True for an id that a WhatsApp message can be sent to: an E.164 number or a business-scoped id. */
export function isWhatsAppId(id: string): boolean {
  return E164.test(id) || BUSINESS_SCOPED_ID.test(id);
}

/** The E.164 number an id is, or null. */
export function phoneOf(id: string): string | null {
  return E164.test(id) ? id : null;
}
