import type { Route } from '../route';
import { auditRoutes } from './access/audit.routes';
import { authRoutes } from './access/auth.routes';
import { operatorRoutes } from './access/operators.routes';
import { platformAccountRoutes } from './access/platform-accounts.routes';
import { accountRoutes } from './accounts/accounts.routes';
import { botAgentRoutes } from './bots/agent.routes';
import { analyticsRoutes } from './analytics/analytics.routes';
import { alertRuleRoutes } from './alerts/alert-rules.routes';
import { alertRoutes } from './alerts/alerts.routes';
import { botSecretRoutes } from './bots/bot-secrets.routes';
import { botRoutes } from './bots/bots.routes';
import { appointmentRoutes } from './calendar/appointments.routes';
import { calendarRoutes } from './calendar/calendar.routes';
import { connectionRoutes } from './calendar/connection.routes';
import { businessRoutes } from './business/business.routes';
import { botPlatformRoutes } from './bots/platforms.routes';
import { botWhatsAppWebRoutes } from './bots/whatsapp-web.routes';
import { checkoutPageRoutes } from './checkout/checkout-page.routes';
import { paymentWebhookRoutes } from './checkout/payment-webhooks.routes';
import { broadcastActionRoutes } from './broadcasts/broadcast-actions.routes';
import { broadcastChoiceRoutes } from './broadcasts/broadcast-choices.routes';
import { broadcastRecipientRoutes } from './broadcasts/broadcast-recipients.routes';
import { broadcastRoutes } from './broadcasts/broadcasts.routes';
import { campaignRoutes } from './broadcasts/campaigns.routes';
import { contactTagRoutes } from './contacts/contact-tags.routes';
import { contactRoutes } from './contacts/contacts.routes';
import { demonstrationRoutes } from './demonstration/demonstration.routes';
import { dialogActionRoutes } from './dialogs/dialog-actions.routes';
import { dialogRoutes } from './dialogs/dialogs.routes';
import { enrollmentActionRoutes } from './enrollments/enrollment-actions.routes';
import { enrollmentRoutes } from './enrollments/enrollments.routes';
import { importRoutes } from './imports/imports.routes';
import { languageModelRoutes } from './language-models/language-models.routes';
import { liveRoutes } from './live/live.routes';
import { mediaRoutes } from './media/media.routes';
import { platformRoutes } from './platform/platform.routes';
import { programRoutes } from './programs/programs.routes';
import { queueRoutes } from './queue/queue.routes';
import { runRoutes } from './runs/runs.routes';
import { scenarioToolRoutes } from './scenarios/scenario-tools.routes';
import { scenarioRoutes } from './scenarios/scenarios.routes';
import { scenarioVersionRoutes } from './scenarios/versions.routes';
import { sendRoutes } from './sends/sends.routes';
import { shopRoutes } from './shop/shop.routes';
import { simulationRoutes } from './simulations/simulations.routes';
import { simulatorRoutes } from './simulator/simulator.routes';
import { botpressBotRoutes } from './webhooks/botpress-bot.routes';
import { botpressRoutes } from './webhooks/botpress.routes';
import { telegramRoutes } from './webhooks/telegram.routes';
import { twilioBotRoutes } from './webhooks/twilio-bot.routes';
import { twilioRoutes } from './webhooks/twilio.routes';
import { unknownPlatformRoutes } from './webhooks/unknown-platform.routes';
import { whatsAppRoutes } from './whatsapp/whatsapp.routes';
import { whatsAppCloudRoutes } from './webhooks/whatsapp-cloud.routes';
import { whatsAppWebRoutes } from './webhooks/whatsapp-web.routes';

/** Every route of the API: what is not in this table is not served. */
export const routeTable: readonly Route[] = [
  ...programRoutes,
  ...enrollmentRoutes,
  ...enrollmentActionRoutes,
  ...importRoutes,
  ...runRoutes,
  ...simulationRoutes,
  ...botRoutes,
  ...botAgentRoutes,
  ...botPlatformRoutes,
  ...botWhatsAppWebRoutes,
  ...botSecretRoutes,
  ...scenarioRoutes,
  ...scenarioVersionRoutes,
  ...scenarioToolRoutes,
  ...mediaRoutes,
  ...dialogRoutes,
  ...dialogActionRoutes,
  ...broadcastChoiceRoutes,
  ...broadcastRoutes,
  ...broadcastActionRoutes,
  ...broadcastRecipientRoutes,
  ...campaignRoutes,
  ...contactRoutes,
  ...contactTagRoutes,
  ...sendRoutes,
  ...queueRoutes,
  ...shopRoutes,
  ...checkoutPageRoutes,
  ...paymentWebhookRoutes,
  ...simulatorRoutes,
  ...twilioRoutes,
  ...botpressRoutes,
  ...twilioBotRoutes,
  ...whatsAppCloudRoutes,
  ...whatsAppWebRoutes,
  ...telegramRoutes,
  ...botpressBotRoutes,
  ...unknownPlatformRoutes,
  ...whatsAppRoutes,
  ...languageModelRoutes,
  ...liveRoutes,
  ...alertRuleRoutes,
  ...alertRoutes,
  ...calendarRoutes,
  ...appointmentRoutes,
  ...connectionRoutes,
  ...analyticsRoutes,
  ...accountRoutes,
  ...businessRoutes,
  ...authRoutes,
  ...operatorRoutes,
  ...auditRoutes,
  ...platformAccountRoutes,
  ...demonstrationRoutes,
  ...platformRoutes,
];
