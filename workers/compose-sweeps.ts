import type { DataSource } from 'typeorm';
import { createSweepsActivities, type SweepsDeps } from '../activities/sweeps.activities';
import { handleStoredMessage } from '../api/inbound/receive-message';
import type {
  CheckoutStarter,
  ConversationStarter,
  EnrollmentStarter,
  SendStarter,
} from '../api/temporal/ports';
import { createBusiness } from '../db/repositories/business-settings';
import { createConsent } from '../db/repositories/consent';
import { createDialogs } from '../db/repositories/dialogs';
import { createInboundMessages } from '../db/repositories/inbound-messages';
import { createPayments } from '../db/repositories/payments';
import { createRunReports } from '../db/repositories/run-reports';
import type { FinishedRun } from '../db/repositories/program-runs';
import type { Transcripts } from '../db/transcripts/transcripts';
import type { Logger } from '../observability/logger';
import type { composeActivities } from './compose-activities';

export interface SweepSettings {
  enrollmentStarter: EnrollmentStarter;
  sendStarter: SendStarter;
  conversationStarter: ConversationStarter;
  checkoutStarter: Pick<CheckoutStarter, 'paymentReported'>;
  carts: SweepsDeps['carts'];
  connectedCalendar: SweepsDeps['connectedCalendar'];
  transcripts: Transcripts;
  logger: Logger;
  clock: SweepsDeps['clock'];
}

/** The sweep finishes what the API began, so it is built from the API's own steps. */
export function composeSweeps(
  db: DataSource,
  parts: ReturnType<typeof composeActivities>,
  settings: SweepSettings,
) {
  const { enrollmentStarter, sendStarter, conversationStarter, checkoutStarter } = settings;
  const { carts, connectedCalendar, transcripts, logger, clock } = settings;
  const { ledger, dispatcher, enrollments, runs, progressReports, contacts, programs } = parts;
  const inboundMessages = createInboundMessages(db);
  const inbound = {
    contacts,
    consent: createConsent(db),
    business: createBusiness(db),
    dialogs: createDialogs(db),
    inboundMessages,
    enrollments,
    programs,
    sendLedger: ledger,
    progressReports,
    enrollmentStarter,
    sendStarter,
    conversationStarter,
    transcripts,
  };
  return createSweepsActivities({
    ledger,
    dispatcher,
    enrollments,
    inboundMessages,
    progressReports,
    payments: createPayments(db),
    runs,
    carts,
    connectedCalendar,
    clock,
    startEnrollment: async (enrollment) => (await enrollmentStarter.start(enrollment)).kind === 'started',
    deliverReport: async (enrollmentId, report) =>
      (await enrollmentStarter.reportProgress(enrollmentId, report)).kind !== 'unavailable',
    attendOrder: async (order) => (await checkoutStarter.paymentReported(order)).kind === 'signalled',
    handleMessage: (message) => handleStoredMessage(message, inbound),
    onMessageFailed: (message, err) => {
      logger.error({ err, messageId: message.id }, 'a stored message could not be handled');
    },
    onRunClosed: (run) => logRun(db, logger, run),
  });
}

/** The one structured line of a run that is over. */
async function logRun(db: DataSource, logger: Logger, run: FinishedRun): Promise<void> {
  const report = await createRunReports(db).get(run.accountId, run.programId, run.localDate);
  logger.info({ ...run, ...report }, 'program run over');
}
