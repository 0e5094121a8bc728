import type { Channel } from '../channels/channel';
import type { MessageTemplates } from '../db/repositories/message-templates';
import type { TemplateSenders } from '../db/repositories/template-senders';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { TemplateSender } from '../domain/templates/template';
import type { TemplateSyncResult } from '../workflows/templates/contract';
import type { Clock } from './messaging/dispatcher';
import { stillAlive } from './still-alive';

export interface TemplatesDeps {
  senders: TemplateSenders;
  templates: MessageTemplates;
  /** The channel that a sender's messages go out by; null where it has none any more. */
  channelOf(sender: TemplateSender): Promise<Channel | null>;
  /** The channels that the environment sets up. */
  shared: readonly ChannelName[];
  clock: Clock;
}

export type TemplatesActivities = ReturnType<typeof createTemplatesActivities>;

/** A run of the workflow stays far below what a history may hold. */
const ACCOUNTS_A_RUN = 200;

/** Taking over what providers list. */
export function createTemplatesActivities(deps: TemplatesDeps) {
  return {
    accountsToSync: ({ after }: { after: string | null }): Promise<string[]> =>
      deps.senders.accounts(after, ACCOUNTS_A_RUN),

    syncAccount: ({ accountId }: { accountId: string }): Promise<TemplateSyncResult> =>
      stillAlive(() => syncAll(deps, accountId)),
  };
}

async function syncAll(deps: TemplatesDeps, accountId: string): Promise<TemplateSyncResult> {
  const result = { listed: 0, failed: 0 };
  for (const sender of await deps.senders.list(accountId, deps.shared)) {
    if (await syncSender(deps, sender)) result.listed += 1;
    else result.failed += 1;
  }
  return result;
}

/** True when the list was taken over; why not is written down. */
async function syncSender(deps: TemplatesDeps, sender: TemplateSender): Promise<boolean> {
  const { templates, clock } = deps;
  const at = new Date(await clock());
  const channel = await deps.channelOf(sender);
  const listing = await channel?.listTemplates?.();
  if (listing?.kind === 'listed') {
    await templates.keepList(sender, { ...listing, at });
    return true;
  }
  await templates.noteFailure(sender, listing?.detail ?? 'the channel is not set up in the worker', at);
  return false;
}
