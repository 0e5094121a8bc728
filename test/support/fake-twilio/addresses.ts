/** `+57…` → `whatsapp:+57…`. */
export function toTwilioAddress(id: string): string {
  return id.startsWith('whatsapp:') ? id : `whatsapp:${id}`;
}

/** `whatsapp:+57…` → `+57…`. */
export function fromTwilioAddress(address: string): string {
  return address.replace(/^whatsapp:/, '');
}
