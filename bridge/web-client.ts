/** A message as whatsapp-web.js shows it; only what Hilo reads of it. */
export interface WebMessage {
  id: { _serialized: string };
  /** A chat's id: `573…@c.us`, or `…@lid` for somebody whose number is hidden. */
  from: string;
  to: string;
  body: string;
  type: string;
  /** In seconds. */
  timestamp: number;
  fromMe: boolean;
  hasMedia: boolean;
  isStatus: boolean;
  broadcast: boolean;
  ack: number;
  downloadMedia(): Promise<{ mimetype: string; data: string; filename?: string | null } | undefined>;
  getContact(): Promise<{ pushname?: string; name?: string }>;
}

export interface WebChat {
  id: { _serialized: string };
  isGroup: boolean;
  /** In seconds, of the last thing in it. */
  timestamp: number;
  fetchMessages(search: { limit?: number; fromMe?: boolean }): Promise<WebMessage[]>;
}

/** What one can hear of the page. */
export interface WebEvents {
  qr: (text: string) => void;
  ready: () => void;
  auth_failure: (message: string) => void;
  disconnected: (reason: string) => void;
  message: (message: WebMessage) => void;
  message_ack: (message: WebMessage, ack: number) => void;
}

export interface WebSendOptions {
  caption?: string;
  sendMediaAsDocument?: boolean;
  sendSeen?: boolean;
  waitUntilMsgSent?: boolean;
}

/** The part of the library's Client that Hilo uses. `Media` is the library's own class of files. */
export interface WebClient<Media = unknown> {
  info: { wid: { user: string } };
  initialize(): Promise<void>;
  /** Ends the browser; the pairing stays. */
  destroy(): Promise<void>;
  /** Takes the device off the phone. */
  logout(): Promise<void>;
  getNumberId(number: string): Promise<{ _serialized: string } | null>;
  getContactLidAndPhone(ids: string[]): Promise<{ lid: string; pn: string }[]>;
  getChats(): Promise<WebChat[]>;
  getChatById(id: string): Promise<WebChat>;
  getMessageById(id: string): Promise<WebMessage>;
  sendMessage(chatId: string, content: string | Media, options: WebSendOptions): Promise<WebMessage>;
  on<Event extends keyof WebEvents>(event: Event, listener: WebEvents[Event]): unknown;
}

/** The library, as far as the bridge knows it. */
export interface WebLibrary {
  /** A browser that has yet to be started, with everything it keeps in the folder. */
  open(session: { name: string; folder: string }): WebClient;
  media(mimeType: string, base64: string, fileName: string): unknown;
}
