import type { DataSource } from 'typeorm';
import type { Arrange, ConversationsDeps } from '../activities/conversations/conversations-deps';
import { createAppointmentTools } from '../activities/agent/appointment-tools';
import { createArrange } from '../activities/appointments/arrange-for-step';
import { createFetchFile } from '../activities/conversations/fetch-file';
import { keepVersions } from '../activities/conversations/kept-scenarios';
import { createConversationsActivities } from '../activities/conversations.activities';
import { luxonZoneClock } from '../activities/zone-clock';
import type { Calendar } from '../api/calendar/open-calendar';
import type { MediaLibrary } from '../db/media-files/media-library';
import { createInboundMedia } from '../db/repositories/inbound-media';
import type { MediaFiles } from '../db/repositories/media-files';
import { createScenarios } from '../db/repositories/scenarios';
import { createTurnDialogs } from '../db/repositories/turn-dialogs';
import { createTurnMessages } from '../db/repositories/turn-messages';
import { createTurnSends } from '../db/repositories/turn-sends';
import type { composeActivities } from './compose-activities';
import { composeAgents, type AgentSettings } from './compose-agents';

/** What conversations need besides what programs have already. */
export type ConversationParts = Pick<
  ConversationsDeps,
  'transcripts' | 'ports' | 'callBackend' | 'programs' | 'localDate'
> & {
  media: { files: MediaFiles; library: MediaLibrary };
  agent: AgentSettings;
  calendar: Pick<Calendar, 'settings' | 'appointments' | 'desk'>;
  /** What appointment steps are given instead of the account's calendar. */
  arrange?: Arrange;
};

/** Builds the activities of conversations over one database. */
export function composeConversations(
  db: DataSource,
  parts: Pick<ReturnType<typeof composeActivities>, 'dispatcher' | 'channels' | 'clock'>,
  { media, agent, calendar, arrange, ...rest }: ConversationParts,
) {
  const { dispatcher, channels, clock } = parts;
  const dialogs = createTurnDialogs(db);
  const appointments = {
    ...{ ...calendar, dialogs, channels, library: media.library },
    ...{ publicBaseUrl: agent.publicBaseUrl, zoneClock: luxonZoneClock },
  };
  const conversations = {
    ...{ ...rest, dialogs, arrange: arrange ?? createArrange(appointments, clock) },
    scenarios: keepVersions(createScenarios(db)),
    messages: createTurnMessages(db),
    sends: createTurnSends(db),
    dispatcher,
    channels,
    clock,
    fetchFile: createFetchFile({ inbound: createInboundMedia(db), ...media, channels }),
  };
  return {
    ...createConversationsActivities(conversations),
    ...composeAgents(db, conversations, {
      ...agent,
      tools: [...agent.tools, ...createAppointmentTools(appointments)],
    }),
  };
}
