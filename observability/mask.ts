/** Keys whose values never reach a log line: secrets, phones, names and texts, in our words and in providers'. */
const HIDDEN_KEYS = new Set(
  [
    'authorization',
    'cookie',
    'set-cookie',
    'x-api-key',
    'x-bp-secret',
    'x-twilio-signature',
    'apiKey',
    'token',
    'secret',
    'password',
    'databaseUrl',
    'body',
    'rawBody',
    'text',
    'content',
    'variables',
    'from',
    'to',
    'phone',
    'address',
    'numero',
    'clientNumber',
    'waId',
    'profileName',
    'parameters',
  ].map((key) => key.toLowerCase()),
);
const HIDDEN = '[hidden]';
const MAX_DEPTH = 8;

/** `+573001112233` → `+57…2233`: enough to compare two log lines, too little to call anybody. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return '…';
  return `+${digits.slice(0, 2)}…${digits.slice(-4)}`;
}

/** Masks every international number and every Hilo API key inside a text, such as an error's message. */
export function maskText(text: string): string {
  return text.replace(/hilo_\w{8}_[\w-]+/g, 'hilo_[hidden]').replace(/\+\d{8,15}\b/g, maskPhone);
}

/** A copy of a log record that is safe to write: hidden keys at any depth, masked numbers in every text. */
export function maskRecord(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return maskError(value, depth);
  if (Buffer.isBuffer(value)) return HIDDEN;
  if (Array.isArray(value)) return value.map((item) => maskRecord(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      HIDDEN_KEYS.has(key.toLowerCase()) && item !== undefined ? HIDDEN : maskRecord(item, depth + 1),
    ]),
  );
}

function maskError(error: Error, depth: number): unknown {
  return {
    type: error.name,
    message: maskText(error.message),
    stack: maskText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: maskRecord(error.cause, depth + 1) }),
  };
}
