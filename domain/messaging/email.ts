export interface Email {
  /** Of the thing that sends it; a repeat has the same, so that readers can tell. */
  key: string;
  to: readonly string[];
  subject: string;
  text: string;
}

/** What became of an email: taken by the server, refused for good, or to be tried again. */
export type EmailResult = { kind: 'taken' } | { kind: 'refused' | 'away'; detail: string };

/** Sends one email; never throws for what a server or a network does. */
export type SendEmail = (email: Email) => Promise<EmailResult>;
