import type { DataSource } from 'typeorm';
import { createTemplatesActivities } from '../activities/templates.activities';
import type { Channel } from '../channels/channel';
import { createMessageTemplates } from '../db/repositories/message-templates';
import { createTemplateSenders } from '../db/repositories/template-senders';
import type { composeActivities } from './compose-activities';

/** The activities that take over providers' lists of templates, by the channels that messages go out by. */
export function composeTemplates(
  db: DataSource,
  { channels, clock }: Pick<ReturnType<typeof composeActivities>, 'channels' | 'clock'>,
  shared: readonly Channel[],
) {
  return createTemplatesActivities({
    senders: createTemplateSenders(db),
    templates: createMessageTemplates(db),
    channelOf: (sender) => channels.of(sender),
    shared: shared.map(({ name }) => name),
    clock,
  });
}
