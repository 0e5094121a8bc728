import type { DataSource } from 'typeorm';
import type { AlertsDeps } from '../activities/alerts/alerts-deps';
import { createSmtpEmail } from '../activities/alerts/smtp-email';
import { createAlertsActivities } from '../activities/alerts.activities';
import type { ConversationStarter } from '../api/temporal/ports';
import type { Env } from '../config/env';
import { createAlertActions } from '../db/repositories/alert-actions';
import { createAlertSecrets } from '../db/repositories/alert-secrets';
import { createAlerts } from '../db/repositories/alerts';
import { createBusiness } from '../db/repositories/business-settings';
import { createContactTags } from '../db/repositories/contact-tags';
import { createDialogs } from '../db/repositories/dialogs';
import { createLanguageModels } from '../db/repositories/language-models';
import { createModelUsage } from '../db/repositories/model-usage';
import { createPlatformMeasures } from '../db/repositories/platform-measures';
import { createSentimentQuestions } from '../db/repositories/sentiment-questions';
import { createSystemAlerts } from '../db/repositories/system-alerts';
import { createWebhookRefusals } from '../db/repositories/webhook-refusals';
import type { SecretBox } from '../db/secrets/secret-box';
import type { Logger } from '../observability/logger';

export interface AlertSettings extends Pick<AlertsDeps, 'http' | 'sendEmail' | 'clock' | 'router'> {
  secretBox: SecretBox;
  conversationStarter: Pick<ConversationStarter, 'update'>;
  logger: Logger;
}

/** What is done about alerts, over one database. */
export function composeAlerts(db: DataSource, settings: AlertSettings) {
  const { http, sendEmail, clock, router, secretBox, conversationStarter, logger } = settings;
  return createAlertsActivities({
    ...{ http, sendEmail, clock, router },
    questions: createSentimentQuestions(db),
    models: createLanguageModels(db, secretBox),
    usage: createModelUsage(db),
    actions: createAlertActions(db),
    alerts: createAlerts(db),
    secrets: createAlertSecrets(db, secretBox),
    business: createBusiness(db),
    tags: createContactTags(db),
    dialogs: createDialogs(db),
    systemAlerts: createSystemAlerts(db),
    measures: createPlatformMeasures(db),
    refusals: createWebhookRefusals(db),
    handOff: (dialog, asked) => conversationStarter.update(dialog, { kind: 'hand-off', ...asked }),
    onFailure: ({ id }, err) => {
      logger.error({ err, actionId: id }, 'an action of an alert failed');
    },
  });
}

/** Null where emails are not set up. */
export function sendEmailOf({ SMTP_URL: url, ALERT_FROM: from }: Env): AlertsDeps['sendEmail'] {
  return url !== undefined && from !== undefined ? createSmtpEmail({ url, from }) : null;
}
