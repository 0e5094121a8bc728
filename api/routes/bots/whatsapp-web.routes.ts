import type { z } from 'zod';
import type { BridgeSessions, SessionAnswer } from '../../../channels/whatsapp-web/sessions';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { whatsAppWebParams, whatsAppWebView } from './whatsapp-web.schema';

type Session = z.infer<typeof whatsAppWebView>;

const OFF: Session = {
  ...{ state: 'off', qr: null, number: null },
  reason:
    'WhatsApp Web is off on this server: start it with WHATSAPP_WEB=1 (docs/operations.md has the rest).',
};

const SWITCHED_OFF = 'The bot is switched off on whatsapp-web: put it there again with isActive.';

const presentAnswer = (answer: SessionAnswer): Session =>
  answer.kind === 'state'
    ? answer.session
    : { state: 'no-answer', qr: null, number: null, reason: answer.detail };

type Ask = (sessions: BridgeSessions, botId: string) => Promise<SessionAnswer>;

interface BotPlace {
  accountId: string;
  botId: string;
}

/** A bot's place on WhatsApp Web. */
async function placeOf({ accountId, botId }: BotPlace, deps: ApiDeps) {
  if (!(await deps.bots.get(accountId, botId))) return notFound('bot');
  const there = await deps.platformCredentials.get(accountId, botId, 'whatsapp-web');
  return there ?? problem('not_found', 'The bot is not on whatsapp-web: attach it with POST …/platforms.');
}

/** The session, once the bridge did as it was asked. */
async function sessionOf(botId: string, ask: Ask, { bridgeSessions }: ApiDeps): Promise<Session> {
  return bridgeSessions ? presentAnswer(await ask(bridgeSessions, botId)) : OFF;
}

/** Nothing can be changed where there is no bridge; looking is answered with why. */
async function change(botId: string, ask: Ask, deps: ApiDeps) {
  const session = await sessionOf(botId, ask, deps);
  if (session.state === 'off' || session.state === 'no-answer') return unavailable(session.reason);
  return reply<Session>(session, { change: { after: { state: session.state } } });
}

function unavailable(reason: string | null): Problem {
  return problem('unavailable', `${reason ?? 'The bridge gives no answer'} Nothing was changed.`);
}

const common = { tag: 'Bots', access: 'bots:write', params: whatsAppWebParams } as const;
const response = { status: 200, description: 'How the session is now', schema: whatsAppWebView } as const;

/** Pairing a bot's number with WhatsApp Web. The code to scan signs in whoever has it, so only who may write bots sees it. */
export const botWhatsAppWebRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    method: 'get',
    path: '/api/bots/{bot_id}/whatsapp-web',
    operationId: 'getWhatsAppWeb',
    summary: "A bot's session of WhatsApp Web: its state, and the code to scan while there is one",
    response,
    handler: async ({ accountId, params: { bot_id: botId } }, deps) => {
      const there = await placeOf({ accountId, botId }, deps);
      if ('kind' in there) return there;
      return reply(await sessionOf(botId, (sessions, id) => sessions.get(id), deps));
    },
  }),

  defineRoute({
    ...common,
    method: 'post',
    path: '/api/bots/{bot_id}/whatsapp-web/start',
    operationId: 'startWhatsAppWeb',
    summary: 'Opens WhatsApp Web for a bot: it signs in as before, or shows a code to scan',
    refusals: ['conflict', 'unavailable'],
    response,
    handler: async ({ accountId, params: { bot_id: botId } }, deps) => {
      const there = await placeOf({ accountId, botId }, deps);
      if ('kind' in there) return there;
      // A bot that is switched off there has no number that listens.
      if (!there.isActive) return problem('conflict', SWITCHED_OFF);
      return change(botId, (sessions, id) => sessions.start(id), deps);
    },
  }),

  defineRoute({
    ...common,
    method: 'post',
    path: '/api/bots/{bot_id}/whatsapp-web/stop',
    operationId: 'stopWhatsAppWeb',
    summary: 'Closes WhatsApp Web for a bot; the phone stays paired',
    refusals: ['unavailable'],
    response,
    handler: async ({ accountId, params: { bot_id: botId } }, deps) => {
      const there = await placeOf({ accountId, botId }, deps);
      return 'kind' in there ? there : change(botId, (sessions, id) => sessions.stop(id), deps);
    },
  }),

  defineRoute({
    ...common,
    method: 'delete',
    path: '/api/bots/{bot_id}/whatsapp-web',
    operationId: 'logOutOfWhatsAppWeb',
    summary: "Takes this server off the phone's linked devices and forgets the session",
    refusals: ['unavailable'],
    response,
    handler: async ({ accountId, params: { bot_id: botId } }, deps) => {
      const there = await placeOf({ accountId, botId }, deps);
      return 'kind' in there ? there : change(botId, (sessions, id) => sessions.logOut(id), deps);
    },
  }),
];
