import { uuidv7 } from 'uuidv7';
import type { Channel, OutboundFile, OutboundMessage } from '../../channels/channel';
import type { Contacts } from '../../db/repositories/contacts';
import type { ParkedMessages } from '../../db/repositories/parked-messages';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { mediaOf } from '../../domain/messaging/content';
import { gate } from '../../domain/messaging/gate';
import type { Send, SuppressReason } from '../../domain/messaging/send';
import { senderLimit, type NamedLimit } from '../../domain/messaging/sender-limits';
import { settleOutcome, type Settlement } from '../../domain/messaging/settlement';
import type { EpochMs } from '../../domain/time/moments';
import { isOutage } from '../outage';
import { lookUpSend } from './look-up-send';

/** The current time; a port, because a time-skipping server's clock is not the machine's. */
export type Clock = () => EpochMs | Promise<EpochMs>;

/** Which channel carries a send: the bot's own where it names one, else the platform's. */
export interface SendChannels {
  /** Null when it is not set up. */
  of(send: Pick<Send, 'accountId' | 'channel' | 'botId'>): Promise<Channel | null>;
}

/** The bot's files that a message names, ready for a channel. */
export interface OutboundFiles {
  /** Null when one of them is gone. */
  of(send: Send, channel: Channel): Promise<OutboundFile[] | null>;
}

export interface DispatcherDeps {
  ledger: SendLedger;
  contacts: Contacts;
  channels: SendChannels;
  /** Absent where no bot has files. */
  files?: OutboundFiles;
  /** What a scenario's start goes through; absent where no bot plays days. */
  scenarios?: (platform: ChannelName) => Channel;
  clock: Clock;
  /** Milliseconds after dispatch at which a lost answer is looked up. */
  checkDelays: readonly number[];
  /** Where a send goes that fails in Hilo itself again and again. */
  parked: Pick<ParkedMessages, 'noteFailedSend'>;
}

/** A send that came to an end, or the time at which it can go on. */
export type DispatchResult =
  { kind: 'settled'; send: Send } | { kind: 'later'; send: Send; at: EpochMs; why: string };

export type Dispatcher = ReturnType<typeof createDispatcher>;

/** Longer than any call of a provider, so that only a dead worker's row becomes due. */
const CALL_LEASE_MS = 30_000;
/** A slot this near is waited for in place. */
const SHORT_WAIT_MS = 500;
/** A slot missed by more than this is leased anew. */
const STALE_SLOT_MS = 60_000;
const MAX_STEPS = 6;
/** Before a send that failed in Hilo itself is tried again. */
const FAILED_RETRY_MS = 30_000;

/** Takes one send as far along the ledger's machine as it can go now. Safe to repeat at any point. */
export function createDispatcher(deps: DispatcherDeps) {
  return {
    async dispatch(send: Send, limits: readonly NamedLimit[] = []): Promise<DispatchResult> {
      try {
        return await takeFurther(deps, send, limits);
      } catch (error) {
        return putAside(deps, send, error);
      }
    },
  };
}

async function takeFurther(
  deps: DispatcherDeps,
  send: Send,
  limits: readonly NamedLimit[],
): Promise<DispatchResult> {
  let current = send;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const result = await advance(deps, current, limits);
    if (result.kind !== 'moved') return result;
    // Shown not to have gone out: the caller first asks again whether it still may.
    if (current.state === 'dispatching' && result.send.state === 'reserved') return again(result.send);
    current = result.send;
  }
  return {
    kind: 'later',
    send: current,
    at: (await deps.clock()) + 1000,
    why: 'others work on this send',
  };
}

/** A defect of ours in one message must not hold up the others, nor be tried for ever; an outage is waited out. */
async function putAside(
  { ledger, parked, clock }: DispatcherDeps,
  send: Send,
  error: unknown,
): Promise<DispatchResult> {
  const name = error instanceof Error ? error.name : 'unknown';
  if (!isOutage(error)) await parked.noteFailedSend(send.id, `it failed in Hilo itself: ${name}`);
  const current = (await ledger.get(send.id)) ?? send;
  if (current.state === 'rejected') return { kind: 'settled', send: current };
  const at = current.nextCheckAt ?? (await clock()) + FAILED_RETRY_MS;
  return { kind: 'later', send: current, at, why: `it failed in Hilo itself: ${name}` };
}

function again(send: Send): DispatchResult {
  const why = send.resultDetail ?? 'to be sent again';
  return { kind: 'later', send, at: send.notBefore ?? 0, why };
}

type Step = DispatchResult | { kind: 'moved'; send: Send };

async function advance(deps: DispatcherDeps, send: Send, limits: readonly NamedLimit[]): Promise<Step> {
  const channel = await channelOf(deps, send);
  if (send.state === 'dispatching') return checkLost(deps, send, channel);
  if (send.state !== 'reserved') return { kind: 'settled', send };
  const now = await deps.clock();
  const held = untilItsTime(send, now);
  if (held) return held;
  // After an outage many slots lie in the past: used all at once, they would keep to no rate.
  if (send.notBefore === null || send.notBefore <= now - STALE_SLOT_MS) {
    const paces = pacesOf(channel, limits);
    const [pace = null] = paces;
    if (paces.length <= 1) return callProvider(deps, send, { channel, pace });
    return { kind: 'moved', send: { ...send, notBefore: await deps.ledger.leaseSlot(send, paces, now) } };
  }
  if (send.notBefore - now > SHORT_WAIT_MS) return laterAt(send.notBefore, send);
  await untilSlot(send, now);
  return callProvider(deps, send, { channel, pace: null });
}

async function untilSlot({ notBefore }: Send, now: EpochMs): Promise<void> {
  const wait = (notBefore ?? now) - now;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

function laterAt(at: EpochMs, send: Send): DispatchResult {
  return { kind: 'later', send, at, why: send.resultDetail ?? 'its turn comes' };
}

function untilItsTime(send: Send, now: EpochMs): DispatchResult | null {
  const { scheduledFor = null } = send;
  if (scheduledFor === null || scheduledFor <= now) return null;
  return { kind: 'later', send, at: scheduledFor, why: 'its time comes' };
}

/** A program's day that is a scenario goes to the conversations, and only what they say to a provider. */
async function channelOf({ channels, scenarios }: DispatcherDeps, send: Send): Promise<Channel | null> {
  return send.content.kind === 'scenario' ? (scenarios?.(send.channel) ?? null) : channels.of(send);
}

/** The sender first: a slot far ahead in a program's own queue must not hold up the others of its sender. */
function pacesOf(channel: Channel | null, limits: readonly NamedLimit[]): NamedLimit[] {
  const ofSender = channel && senderLimit(channel);
  return [...(ofSender ? [ofSender] : []), ...limits].filter((limit) => limit.intervalMs > 0);
}

/** Where a send goes, and the pace whose next slot it has to take; null when it has its slot, or needs none. */
interface Way {
  channel: Channel | null;
  pace: NamedLimit | null;
}

/** The claim and the call, after a last look. */
async function callProvider(deps: DispatcherDeps, send: Send, { channel, pace }: Way): Promise<Step> {
  const { ledger, clock } = deps;
  const now = await clock();
  const look = await lastLook(deps, { send, channel, now });
  if (typeof look === 'string') return moved(await ledger.suppress(send.id, look, now), ledger, send.id);
  const attemptId = uuidv7();
  const behind = pace && { accountId: send.accountId, limit: pace };
  const checkAt = now + CALL_LEASE_MS;
  const claimed = await ledger.claim({ sendId: send.id, attemptId, now, checkAt, behind });
  // Not ours to send now: its slot is still to come, another worker was quicker, or the contact opted out.
  if (claimed?.attemptId !== attemptId) return moved(claimed, ledger, send.id);
  if (pace) await untilSlot(claimed, await clock());
  const { id: sendId, accountId, content } = send;
  const { to, files } = look;
  const outcome = await callChannel(look.channel, { sendId, attemptId, accountId, to, content, files });
  const settlement = settleOutcome(outcome.value, {
    now: await clock(),
    checkDelays: deps.checkDelays,
    canLook: look.channel.findSent !== undefined,
  });
  return record(deps, claimed, { settlement, responseMs: outcome.responseMs });
}

/** Where the message goes, and with which files; or why it may not go out. */
async function lastLook(
  deps: DispatcherDeps,
  { send, channel, now }: { send: Send; channel: Channel | null; now: EpochMs },
): Promise<SuppressReason | { channel: Channel; to: string; files: OutboundFile[] }> {
  const facts = await deps.contacts.gateFacts(send.accountId, send.contactId, send.channel);
  const reason = gate({ ...facts, windowApplies: channel?.windowApplies ?? false }, send.content, now);
  if (reason !== null) return reason;
  if (channel === null || facts.address === null) return 'unknown-contact';
  const files = await filesFor(deps, send, channel);
  return files === null ? 'file-gone' : { channel, to: facts.address, files };
}

/** Before the claim: what is read from our own stores must not leave a send of unknown fate. */
async function filesFor(
  { files }: DispatcherDeps,
  send: Send,
  channel: Channel,
): Promise<OutboundFile[] | null> {
  if (mediaOf(send.content).length === 0) return [];
  return files ? files.of(send, channel) : null;
}

async function callChannel(channel: Channel, message: OutboundMessage) {
  const started = performance.now();
  const value = await channel.send(message);
  return { value, responseMs: Math.round(performance.now() - started) };
}

/** A row left `dispatching`: looked up at the provider when due, never simply sent again. */
async function checkLost(deps: DispatcherDeps, send: Send, channel: Channel | null): Promise<Step> {
  const { ledger, clock, checkDelays } = deps;
  const now = await clock();
  const due = send.nextCheckAt ?? now;
  if (due > now)
    return { kind: 'later', send, at: due, why: 'the provider’s answer was lost; looked up soon' };
  const claimed = await ledger.claimLookup(send.id, now, CALL_LEASE_MS);
  if (!claimed) return moved(null, ledger, send.id);
  const settlement = await lookUpSend(
    { ledger, contacts: deps.contacts, channel, now, checkDelays },
    claimed,
  );
  return record(deps, claimed, { settlement, responseMs: null });
}

async function record(
  deps: DispatcherDeps,
  claimed: Send,
  { settlement, responseMs }: { settlement: Settlement; responseMs: number | null },
): Promise<Step> {
  const attempt = { sendId: claimed.id, attemptId: claimed.attemptId ?? '' };
  const now = await deps.clock();
  const settled = await deps.ledger.settle(attempt, settlement, { now, responseMs });
  if (settlement.state === 'rejected' && settlement.optedOut) {
    await deps.contacts.optOut(claimed.accountId, claimed.contactId, new Date(now));
  }
  return moved(settled, deps.ledger, claimed.id);
}

async function moved(send: Send | null, ledger: SendLedger, sendId: string): Promise<Step> {
  const current = send ?? (await ledger.get(sendId));
  if (!current) throw new Error(`Send ${sendId} is not in the ledger`);
  return { kind: 'moved', send: current };
}
