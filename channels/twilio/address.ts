const PREFIX = 'whatsapp:';

/** `+57…` → `whatsapp:+57…`, the form Twilio addresses WhatsApp in. */
export function toAddress(id: string): string {
  return PREFIX + id;
}

/** `whatsapp:+57…` → `+57…`; other text stays as it is. */
export function fromAddress(address: string): string {
  return address.startsWith(PREFIX) ? address.slice(PREFIX.length) : address;
}
