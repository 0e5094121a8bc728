import type { LedgerMessage } from './ledger';
import type { StoredMedia } from './media';

const VERSION = '2010-04-01';

export function messagesPath(accountSid: string): string {
  return `/${VERSION}/Accounts/${accountSid}/Messages`;
}

/** A message as Twilio's REST API shows it; twilio_api_v2010, api.v2010.account.message. */
export function messageResource(accountSid: string, message: LedgerMessage) {
  const path = `${messagesPath(accountSid)}/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: 'outbound-api',
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : 'The message could not be delivered',
    from: message.from,
    messaging_service_sid: null,
    num_media: message.mediaUrl === null ? '0' : '1',
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}

/** A file of a message; twilio_api_v2010, api.v2010.account.message.media. */
export function mediaResource(accountSid: string, { sid, messageSid, contentType }: StoredMedia) {
  const now = rfc2822(Date.now());
  return {
    account_sid: accountSid,
    content_type: contentType,
    date_created: now,
    date_updated: now,
    parent_sid: messageSid,
    sid,
    uri: `${messagesPath(accountSid)}/${messageSid}/Media/${sid}.json`,
  };
}

/** The body of every refusal and failure. */
export function errorResource(error: { status: number; code: number; message: string }) {
  return { ...error, more_info: `https://www.twilio.com/docs/errors/${error.code}` };
}

export interface ListRequest {
  accountSid: string;
  query: URLSearchParams;
  found: readonly LedgerMessage[];
}

/** One page of the message list, with the links Twilio gives to the others. */
export function listResource({ accountSid, query, found }: ListRequest) {
  const pageSize = Math.min(Math.max(Number(query.get('PageSize') ?? 50), 1), 1000);
  const page = Number(query.get('Page') ?? 0);
  const start = page * pageSize;
  const shown = found.slice(start, start + pageSize);
  const uriOf = (number: number): string => {
    const params = new URLSearchParams(query);
    params.set('PageSize', String(pageSize));
    params.set('Page', String(number));
    return `${messagesPath(accountSid)}.json?${params.toString()}`;
  };
  return {
    end: Math.max(start + shown.length - 1, 0),
    first_page_uri: uriOf(0),
    messages: shown.map((message) => messageResource(accountSid, message)),
    next_page_uri: start + pageSize < found.length ? uriOf(page + 1) : null,
    page,
    page_size: pageSize,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    start,
    uri: uriOf(page),
  };
}

/** `Thu, 24 Aug 2023 05:01:45 +0000`: whole seconds, as Twilio's. */
function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
