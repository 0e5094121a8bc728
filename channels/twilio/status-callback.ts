/** Asks Twilio to repeat a callback that met any failure, up to three times: otherwise it is lost. */
const CALLBACK_RETRIES = '#rc=3&rp=all';
/** Where the delivery reports of the platform's own number go. */
const STATUS_PATH = '/api/webhook/twilio/status';

/** Where delivery reports are to go. */
export interface CallbackAddressing {
  /** Where providers reach the API; without it no delivery reports come. */
  publicBaseUrl?: string | undefined;
  /** The path of the delivery reports, when they belong to a bot's own number. */
  statusPath?: string | undefined;
}

/** Where one attempt's delivery reports are to go; undefined where none can come. */
export function statusCallbackOf(
  attemptId: string,
  { publicBaseUrl, statusPath = STATUS_PATH }: CallbackAddressing,
): string | undefined {
  if (publicBaseUrl === undefined) return undefined;
  const base = publicBaseUrl.replace(/\/+$/, '');
  const query = new URLSearchParams({ a: attemptId }).toString();
  return `${base}${statusPath}?${query}${CALLBACK_RETRIES}`;
}
