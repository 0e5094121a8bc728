import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { SEND_STATES } from '../../../domain/messaging/send';
import { ENROLL_REFUSALS } from '../../../domain/programs/enroll-refusal';
import { STAGES } from '../../../domain/programs/enrollment';
import { pageFields, pageOf } from '../../paging';
import { phoneSchema } from '../../phone';

export const programParams = z.strictObject({ id: z.uuid() });
export const enrollmentParams = z.strictObject({ id: z.uuid() });

export const enrollmentListQuery = z.strictObject({
  ...pageFields,
  state: z.enum(STAGES).optional(),
  session: z.coerce.number().int().min(1).max(52).optional(),
  day: z.coerce.number().int().min(1).max(7).optional(),
});

const channel = z.enum(['simulator', 'twilio', 'whatsapp-cloud', 'telegram']).optional().meta({
  description:
    'By default twilio where it is set up, else the simulator; a channel of bots where bots play every day',
});
const name = z.string().trim().min(1).max(200).optional();
const byPhone = { phone: phoneSchema, name };
const byContact = { contactId: z.uuid() };

/** One contact, or up to 500. */
export const enrollBody = z.union([
  z.strictObject({ ...byPhone, channel }),
  z.strictObject({ ...byContact, channel }),
  z.strictObject({
    contacts: z
      .array(z.union([z.strictObject(byPhone), z.strictObject(byContact)]))
      .min(1, 'name at least one contact')
      .max(500, 'at most 500 contacts a request: import a CSV for more'),
    channel,
  }),
]);

export const enrolledView = z.strictObject({
  items: z.array(
    z
      .strictObject({
        contactId: z.uuid().nullable(),
        phone: z.string().nullable(),
        enrollmentId: z.uuid().nullable(),
        outcome: z.enum(['enrolled', 'continued', 'refused']),
        reason: z.string().nullable(),
        refusal: z
          .enum(ENROLL_REFUSALS)
          .nullable()
          .meta({ description: 'The reason as a code; null for who was enrolled.' }),
      })
      .meta({ id: 'EnrollResult' }),
  ),
});

const positionFields = { session: z.int(), day: z.int() };

/** What became of a day, in a word. */
export const DAY_MARKS = ['not-sent', 'sent', 'retried', 'completed', 'passed-over'] as const;

const summaryFields = {
  id: z.uuid(),
  programId: z.uuid(),
  contactId: z.uuid(),
  phone: z.string().nullable(),
  version: z.int(),
  channel: z.enum(CHANNEL_NAMES),
  state: z.enum(STAGES),
  reason: z.string().nullable(),
  ...positionFields,
  completedDays: z.int(),
  totalDays: z.int(),
  days: z.array(z.enum(DAY_MARKS)).meta({ description: 'What became of each day of the program, in order' }),
  failedRetries: z.int(),
  nextEvaluationAt: z.iso.datetime().nullable(),
  enrolledAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

export const enrollmentView = z.strictObject(summaryFields).meta({ id: 'Enrollment' });
export const enrollmentPage = pageOf(enrollmentView);

const dayView = z
  .strictObject({
    ...positionFields,
    status: z.int().meta({ description: '0 not sent, 1 sent and not completed, 2 completed' }),
    attempts: z.int(),
    refusals: z.int(),
    firstSentAt: z.iso.datetime().nullable(),
    lastSentAt: z.iso.datetime().nullable(),
    completedAt: z.iso.datetime().nullable(),
    lastResult: z.string().nullable(),
    passedOver: z.boolean(),
  })
  .meta({ id: 'EnrollmentDay' });

/** What was decided, on which day of the program, and in words. */
export const decisionFields = {
  kind: z.string(),
  outcome: z.string(),
  session: z.int().nullable(),
  day: z.int().nullable(),
  attempt: z.int().nullable(),
  line: z.string(),
};

const decisionView = z
  .strictObject({
    at: z.iso.datetime(),
    localDate: z.string().nullable(),
    ...decisionFields,
    sendId: z.uuid().nullable(),
    sendState: z.enum(SEND_STATES).nullable(),
  })
  .meta({ id: 'Decision' });

/** One enrollment whole: a row of days for each session, and the newest 500 lines of its log. */
export const enrollmentDetailView = z
  .strictObject({ ...summaryFields, grid: z.array(z.array(dayView)), decisions: z.array(decisionView) })
  .meta({ id: 'EnrollmentDetail' });

const reason = z.string().trim().min(1).max(200);

export const pauseBody = z.strictObject({ reason: reason.default('paused by an operator') }).prefault({});
export const excludeBody = z.strictObject({ reason: reason.default('excluded by an operator') }).prefault({});
export const migrateBody = z
  .strictObject({
    version: z.int().min(1).optional().meta({ description: 'By default the newest' }),
  })
  .prefault({});
export const nothingBody = z.strictObject({}).prefault({});
