/** How far a provider says a message has come. `failed` is terminal but loses to delivered and read. */
export type DeliveryStatus = 'accepted' | 'delivered' | 'read' | 'failed';

/** The provider took the message under its own id. */
export interface Accepted {
  kind: 'accepted';
  providerId: string;
}

/** Nothing was processed (refused connection, 429): safe to send again, not an attempt. */
export interface NotSent {
  kind: 'not-sent';
  detail: string;
  retryAfterMs: number;
  /** True when the provider asked the sender to slow down. */
  throttled?: true;
  /** True when the wait is for everything of the sender, and not for this message alone. */
  wholeSender?: true;
}

/** The provider said no and will say no again. */
export interface Rejected {
  kind: 'rejected';
  /** The provider's own code, such as Twilio's `63016`. */
  code: string;
  detail: string;
  /** True when the code means that the contact does not want messages. */
  optedOut: boolean;
  /** What is wrong for every recipient alike, so that going on would only collect refusals. */
  blames?: 'template' | 'credentials';
}

/** What a provider's code says beyond its own message. */
export interface RefusalMeaning {
  /** For a person. */
  detail: string;
  blames?: 'template' | 'credentials';
  /** The sender is to slow down. */
  throttled?: true;
}

/** Only the provider knows (timeout, reset, 5xx): reconcile, never send blindly again. */
export interface Unknown {
  kind: 'unknown';
  detail: string;
}

/** What one call of a channel's `send` came to. */
export type SendOutcome = Accepted | NotSent | Rejected | Unknown;
