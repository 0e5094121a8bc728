import { fromTwilioAddress } from './addresses';
import type { Ledger, LedgerMessage, MessageStatus } from './ledger';
import type { Script } from './script';
import type { WebhookPoster } from './webhook-poster';

interface CallbackDeps {
  accountSid: string;
  script: Script;
  ledger: Ledger;
  poster: WebhookPoster;
  random: () => number;
}

/** Moves accepted messages through their states and reports each, as badly as the script asks. */
export function createStatusCallbacks(deps: CallbackDeps) {
  const { accountSid, script, ledger, poster, random } = deps;
  const timers = new Set<NodeJS.Timeout>();
  const posts = new Set<Promise<unknown>>();
  const counts = { lost: 0 };

  function later(delayMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, delayMs);
    timers.add(timer);
  }

  function report(message: LedgerMessage, status: MessageStatus): void {
    if (message.statusCallback === null) return;
    if (random() < script.callbacks.lose) {
      counts.lost += 1;
      return;
    }
    const fields = callbackFields(accountSid, message, status);
    const copies = random() < script.callbacks.duplicate ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const posted = poster.post({ url: message.statusCallback, fields });
      posts.add(posted);
      void posted.finally(() => posts.delete(posted));
    }
  }

  return {
    counts,
    /** Plans every report of one accepted message. Twilio sends none for the first state. */
    follow(message: LedgerMessage): void {
      const { delayMs, reorder } = script.callbacks;
      const states = statesAhead(message, script);
      const order = random() < reorder ? states.toReversed() : states;
      message.errorCode = states.includes('undelivered') ? undeliverableCode(message, script) : null;
      order.forEach((reported, index) =>
        later(delayMs * (index + 1), () => {
          const reached = states[index];
          if (reached) ledger.advance(message, reached);
          report(message, reported);
        }),
      );
    },
    /** Resolves when nothing is planned and nothing is on its way. */
    async quiet(): Promise<void> {
      while (timers.size > 0 || posts.size > 0) {
        await Promise.all(posts);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
    stop(): void {
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
    },
  };
}

function statesAhead(message: LedgerMessage, script: Script): MessageStatus[] {
  if (undeliverableCode(message, script) !== null) return ['sent', 'undelivered'];
  return script.callbacks.statuses;
}

function undeliverableCode(message: LedgerMessage, script: Script): number | null {
  return message.failsWith ?? script.undeliverable[fromTwilioAddress(message.to)] ?? null;
}

function callbackFields(accountSid: string, message: LedgerMessage, status: MessageStatus) {
  const fields: Record<string, string> = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    ChannelPrefix: 'whatsapp',
    ChannelToAddress: message.to,
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    StructuredMessage: 'false',
    To: message.to,
  };
  if (status === 'read') fields['EventType'] = 'READ';
  if (status === 'undelivered') fields['ErrorCode'] = String(message.errorCode);
  return fields;
}
