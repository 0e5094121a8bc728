import type { AlertActions, DueAction } from '../../db/repositories/alert-actions';
import type { Alerts } from '../../db/repositories/alerts';
import type { Business } from '../../db/repositories/business-settings';
import type { AlertSecrets } from '../../db/repositories/alert-secrets';
import type { ContactTags } from '../../db/repositories/contact-tags';
import type { Dialogs } from '../../db/repositories/dialogs';
import type { SendEmail } from '../../domain/messaging/email';
import type { EpochMs } from '../../domain/time/moments';
import type { SafeHttp } from '../conversations/safe-http';
import type { SentimentDeps } from './read-sentiments';
import type { WatchDeps } from './watch-platform';

/** What a conversation says when it is asked to go to a person. */
export type HandOff = (
  dialog: { accountId: string; dialogId: string },
  asked: { until: EpochMs | null; reason: string },
) => Promise<{ kind: 'updated' | 'unavailable' } | { kind: 'refused'; refusal: string }>;

export interface AlertsDeps extends WatchDeps, SentimentDeps {
  actions: Pick<AlertActions, 'claim' | 'settle'>;
  alerts: Pick<Alerts, 'get'>;
  secrets: Pick<AlertSecrets, 'open'>;
  business: Pick<Business, 'current'>;
  tags: Pick<ContactTags, 'add'>;
  dialogs: Pick<Dialogs, 'get'>;
  http: SafeHttp;
  /** Null where the server has no mail server to give emails to. */
  sendEmail: SendEmail | null;
  handOff: HandOff;
  /** Told of an action that failed for a reason of our own. */
  onFailure(action: DueAction, error: unknown): void;
}
