import { MockActivityEnvironment } from '@temporalio/testing';
import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import type { CallAnswer } from '../../../activities/conversations/conversations-deps';
import type { SafeHttp } from '../../../activities/conversations/safe-http';
import { createSafeHttp } from '../../../activities/conversations/safe-http';
import type { TurnEvent } from '../../../activities/conversations/turn-event';
import { createOutboundFiles } from '../../../activities/messaging/outbound-files';
import type { SendChannels } from '../../../activities/messaging/dispatcher';
import { readEnv } from '../../../config/env';
import { dateOfDayNumber } from '../../../domain/time/civil-date';
import { channelsFromEnv } from '../../../workers/channels-from-env';
import { channelsOfBots } from '../../../workers/channels-of-bots';
import { composeActivities } from '../../../workers/compose-activities';
import { rigCalendar } from '../conversations/rig-calendar';
import { agentSettings } from '../agent/agent-settings';
import { composeConversations } from '../../../workers/compose-conversations';
import { createSendChannels } from '../../../workers/send-channels';
import type { ConversationView } from '../../../workflows/conversations/contract';
import type { TestApi } from '../test-api';
import type { PlatformUnderTest } from './phone';

const DAY_MS = 86_400_000;

/** The activities of conversations as a worker composes them, with real channels; only backends and calendars are scripted. */
export function composeLive(api: TestApi, platforms: readonly PlatformUnderTest[], clock: { now: number }) {
  const { deps, database } = api;
  const hosts = platforms.flatMap(({ settings }) => settings['HILO_CALL_ALLOWED_HOSTS'] ?? []);
  const env = readEnv({
    ...Object.fromEntries(platforms.flatMap(({ settings }) => Object.entries(settings))),
    HILO_CALL_ALLOWED_HOSTS: hosts.join(','),
  });
  const onThisMachine = createSafeHttp({ allowedHosts: env.HILO_CALL_ALLOWED_HOSTS });
  const safeHttp: SafeHttp = (call) => onThisMachine({ ...call, url: here(call.url, platforms) });
  const shared = channelsFromEnv(env);
  const now = () => clock.now;
  const media = { files: deps.mediaFiles, library: deps.mediaLibrary, links: deps.mediaLinks };
  const parts = composeActivities(database.dataSource, {
    channels: shared,
    sendChannels: atOnce(
      createSendChannels({
        shared: new Map(shared.map((channel) => [channel.name, channel])),
        credentials: deps.platformCredentials,
        make: channelsOfBots(env, safeHttp),
      }),
    ),
    files: createOutboundFiles({ ...media, clock: now }),
    clock: now,
    checkDelays: [60_000],
    progressTable: null,
  });
  const answers: CallAnswer[] = [];
  const scripted = (): Promise<CallAnswer> =>
    Promise.resolve(answers.shift() ?? { kind: 'failed', reason: 'nothing was scripted' });
  const activities = composeConversations(database.dataSource, parts, {
    media,
    transcripts: deps.transcripts,
    ports: createEnginePorts(),
    callBackend: scripted,
    arrange: scripted,
    programs: { enroll: () => Promise.resolve(null), complete: () => Promise.resolve() },
    agent: agentSettings(),
    calendar: rigCalendar(database.dataSource, now),
    localDate: (at) => dateOfDayNumber(Math.floor(at / DAY_MS)),
  });
  return { activities, answers };
}

/** Rates have tests of their own, and the clock of this one stands still. */
function atOnce(channels: SendChannels): SendChannels {
  return {
    async of(send) {
      const channel = await channels.of(send);
      return channel && { ...channel, messagesPerSecond: Number.POSITIVE_INFINITY };
    },
  };
}

/** There is no https on this machine. */
function here(url: string, platforms: readonly PlatformUnderTest[]): string {
  const all = platforms.flatMap(({ publicAddresses = [] }) => publicAddresses);
  const [from = '', to = ''] = all.find(([address]) => url.startsWith(address)) ?? [];
  return url.replace(from, to);
}

export type Live = ReturnType<typeof composeLive>;

export type LiveConversation = ReturnType<typeof createLiveConversation>;

/** A conversation whose turns are taken one by one, as its workflow would ask for them. */
export function createLiveConversation(
  { activities, answers }: Live,
  clock: { now: number },
  address: { accountId: string; dialogId: string },
) {
  let turns = 0;
  let view: ConversationView | null = null;
  let left: string[] = [];
  const key = () => ({ v: 1 as const, ...address, key: `turn-${(turns += 1)}` });

  const run = <T>(work: () => Promise<T>): Promise<T> => new MockActivityEnvironment().run(work);

  async function take(event: TurnEvent): Promise<void> {
    const input = { ...key(), event };
    const taken = await run(() => activities.performTurn(input));
    view = taken.view;
    left.push(...taken.left);
  }

  return {
    take,
    async receive(message: { messageId: string; hasFile: boolean }): Promise<void> {
      if (message.hasFile) await run(() => activities.fetchFiles(message));
      await take({ kind: 'messages', messageIds: [message.messageId] });
    },
    async answerCall(answer: CallAnswer): Promise<void> {
      const call = view?.pendingCall;
      if (call === null || call === undefined) throw new Error('No call is under way');
      answers.push(answer);
      const input = { ...key(), call };
      view = await run(() => activities.performCall(input));
      const messageIds = left;
      left = [];
      if (messageIds.length > 0) await take({ kind: 'messages', messageIds });
    },
    /** Lets time pass, and every timer fire that is due. */
    async wait(until: number | 'next'): Promise<void> {
      const end = until === 'next' ? (nextTimer()?.at ?? clock.now) : until;
      for (let timer = nextTimer(); timer && timer.at <= end; timer = nextTimer()) {
        clock.now = Math.max(clock.now, timer.at);
        await take({ kind: 'timer', timer: timer.id });
        if (until === 'next') return;
      }
      clock.now = end;
    },
  };

  function nextTimer() {
    return view?.timers.toSorted((a, b) => a.at - b.at)[0];
  }
}
