import type { DataSource } from 'typeorm';
import {
  createDispatcher,
  type Clock,
  type OutboundFiles,
  type SendChannels,
} from '../activities/messaging/dispatcher';
import { createScenarioChannel, type BeginConversation } from '../activities/conversations/scenario-channel';
import { createMessagingActivities } from '../activities/messaging.activities';
import { createOpenRuns } from '../activities/programs/open-runs';
import { createProgramCalendars } from '../activities/programs/program-calendars';
import type { ProgressTable } from '../activities/programs/programs-deps';
import { createProgramsActivities } from '../activities/programs.activities';
import { luxonZoneClock } from '../activities/zone-clock';
import type { Channel } from '../channels/channel';
import { createContacts } from '../db/repositories/contacts';
import { createDayScenarios } from '../db/repositories/day-scenarios';
import { createDialogs } from '../db/repositories/dialogs';
import { createEnrollments } from '../db/repositories/enrollments';
import { createParkedMessages } from '../db/repositories/parked-messages';
import { createProgramRuns } from '../db/repositories/program-runs';
import { createPrograms } from '../db/repositories/programs';
import { createProgressReports } from '../db/repositories/progress-reports';
import { createSendLedger } from '../db/repositories/send-ledger';

/** What differs between the production worker, a faithful simulation and a test. */
export interface ActivitySettings {
  /** The platform's own channels. */
  channels: readonly Channel[];
  /** Which channel carries a send; the platform's own alone when absent. */
  sendChannels?: SendChannels;
  files?: OutboundFiles;
  /** Begins conversations, for programs whose days are scenarios. */
  beginConversation?: BeginConversation;
  clock: Clock;
  /** Milliseconds after dispatch at which a lost answer is looked up. */
  checkDelays: readonly number[];
  progressTable: ProgressTable | null;
}

/** Builds the activities over one database; the sweep is wired by the worker, since it needs a client too. */
export function composeActivities(db: DataSource, settings: ActivitySettings) {
  const { clock, checkDelays, progressTable, files, beginConversation } = settings;
  const channels = settings.sendChannels ?? sharedOnly(settings.channels);
  const ledger = createSendLedger(db);
  const contacts = createContacts(db);
  const enrollments = createEnrollments(db);
  const programs = createPrograms(db);
  const dispatcher = createDispatcher({
    ledger,
    contacts,
    channels,
    ...(files && { files }),
    ...(beginConversation && { scenarios: scenarioChannels(db, beginConversation, clock) }),
    clock,
    checkDelays,
    parked: createParkedMessages(db),
  });
  const runs = createProgramRuns(db);
  const progressReports = createProgressReports(db, enrollments);
  const activities = {
    ...createMessagingActivities({ ledger, dispatcher, clock }),
    ...createProgramsActivities({
      enrollments,
      runs,
      openRuns: createOpenRuns(runs),
      progressReports,
      calendars: createProgramCalendars(programs, luxonZoneClock),
      ledger,
      dispatcher,
      clock,
      progressTable,
    }),
  };
  return {
    activities,
    ledger,
    dispatcher,
    channels,
    clock,
    enrollments,
    runs,
    progressReports,
    contacts,
    programs,
  };
}

function scenarioChannels(db: DataSource, begin: BeginConversation, clock: Clock) {
  const scenarios = createDayScenarios(db);
  return createScenarioChannel({ scenarios, dialogs: createDialogs(db), begin, clock });
}

function sharedOnly(channels: readonly Channel[]): SendChannels {
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  return { of: ({ channel }) => Promise.resolve(byName.get(channel) ?? null) };
}
