import type { Enrollments } from '../db/repositories/enrollments';
import type { Payments } from '../db/repositories/payments';
import type { InboundMessages, StoredInbound } from '../db/repositories/inbound-messages';
import type { FinishedRun, ProgramRuns } from '../db/repositories/program-runs';
import type { ProgressReports } from '../db/repositories/progress-reports';
import type { SendLedger } from '../db/repositories/send-ledger';
import type { ProgressReport } from '../domain/programs/enrollment';
import type { ConnectedCalendar } from '../calendars/connected-calendar';
import type { Clock, Dispatcher } from './messaging/dispatcher';
import { remindOfCarts, type CartReminderDeps } from './shop/remind-of-carts';

export interface SweepsDeps {
  ledger: SendLedger;
  dispatcher: Dispatcher;
  enrollments: Enrollments;
  inboundMessages: InboundMessages;
  progressReports: ProgressReports;
  payments: Pick<Payments, 'unattended'>;
  runs: ProgramRuns;
  carts: CartReminderDeps;
  connectedCalendar: Pick<ConnectedCalendar, 'showWaiting'>;
  clock: Clock;
  /** Starts the workflow of an enrollment; one that runs already is left alone. False while Temporal is away. */
  startEnrollment(enrollment: {
    accountId: string;
    programId: string;
    enrollmentId: string;
  }): Promise<boolean>;
  /** Signals a report. True also when the workflow has ended: there is nobody left to tell. */
  deliverReport(enrollmentId: string, report: ProgressReport): Promise<boolean>;
  /** Has an order's checkout look, and starts it where none runs. False while Temporal is away. */
  attendOrder(order: { accountId: string; orderId: number }): Promise<boolean>;
  /** Performs what a stored message asks for, and marks it handled; false while Temporal is away. */
  handleMessage(message: StoredInbound): Promise<boolean>;
  /** Told of a message that cannot be handled; it is tried again after all others. */
  onMessageFailed(message: StoredInbound, error: unknown): void;
  /** Told of every run that is over, once. */
  onRunClosed(run: FinishedRun): Promise<void>;
}

export type SweepsActivities = ReturnType<typeof createSweepsActivities>;

/** How old a thing must be before it counts as left behind rather than under way. */
const GRACE_MS = 10_000;
const RUN_QUIET_MS = 5_000;
const BATCH = 500;
/** Appointments of one sweep: each is some calls of a provider's. */
const SHOWN = 20;
/** Look-ups at once, and how long one sweep goes on with them; the next sweep takes the rest. */
const LANES = 8;
const SETTLING_MS = 20_000;

/** The parts of the platform's sweep. Each returns how many things it took care of. */
export function createSweepsActivities(deps: SweepsDeps) {
  const left = async () => new Date((await deps.clock()) - GRACE_MS);
  return {
    async startEnrollments(): Promise<number> {
      let started = 0;
      for (const { accountId, programId, id } of await deps.enrollments.unstarted(await left(), BATCH)) {
        if (!(await deps.startEnrollment({ accountId, programId, enrollmentId: id }))) break;
        await deps.enrollments.markStarted(accountId, id);
        started += 1;
      }
      return started;
    },

    async deliverReports(): Promise<number> {
      let delivered = 0;
      for (const { id, enrollmentId, report } of await deps.progressReports.undelivered(
        await left(),
        BATCH,
      )) {
        if (!(await deps.deliverReport(enrollmentId, report))) break;
        await deps.progressReports.markDelivered(id);
        delivered += 1;
      }
      return delivered;
    },

    async handleMessages(): Promise<number> {
      let handled = 0;
      for (const message of await deps.inboundMessages.unhandled(await left(), BATCH)) {
        try {
          if (!(await deps.handleMessage(message))) break;
          handled += 1;
        } catch (error) {
          deps.onMessageFailed(message, error);
          await deps.inboundMessages.noteFailure(message.id);
        }
      }
      return handled;
    },

    async settleSends(): Promise<number> {
      const stopAt = performance.now() + SETTLING_MS;
      const due = await deps.ledger.dueForSweep(await deps.clock(), BATCH);
      let settled = 0;
      const lane = async () => {
        for (let id = due.shift(); id !== undefined && performance.now() < stopAt; id = due.shift()) {
          const send = await deps.ledger.get(id);
          const result = send && (await deps.dispatcher.dispatch(send));
          if (result?.kind === 'settled') settled += 1;
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return settled;
    },

    /** Orders whose checkout was never begun or was ended by hand, and payments that nobody looked at. */
    async startCheckouts(): Promise<number> {
      let started = 0;
      for (const order of await deps.payments.unattended(await left(), BATCH)) {
        if (!(await deps.attendOrder(order))) break;
        started += 1;
      }
      return started;
    },

    remindOfCarts: (): Promise<number> => remindOfCarts(deps.carts),

    /** Appointments that a calendar elsewhere does not show as they are. */
    showAppointments: (): Promise<number> => deps.connectedCalendar.showWaiting(SHOWN),

    async closeRuns(): Promise<number> {
      const closed = await deps.runs.closeFinished(new Date(await deps.clock()), RUN_QUIET_MS);
      for (const run of closed) await deps.onRunClosed(run);
      return closed.length;
    },
  };
}
