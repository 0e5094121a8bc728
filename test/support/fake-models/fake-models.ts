import { createHash } from 'node:crypto';
import express from 'express';
import type { Request, Response } from 'express';
import { serveOnLoopback } from '../loopback-server';
import { anthropicMessages } from './anthropic-messages';
import { controlRoutes } from './control-routes';
import { geminiContent } from './gemini-content';
import { localServerRoutes, type LocalServers } from './local-servers';
import { modelListRoutes, type ListRefusals } from './model-lists';
import { openAiChat } from './openai-chat';
import { playOffline } from './play-offline';
import { tokenRoutes } from './service-account';
import { behaviour, type Behaviour, type ScriptedBehaviour } from './script';
import type { Wire, WireRequest } from './wire';
import { xaiResponses } from './xai-responses';

export const FAKED = ['vertex', 'gemini', 'openai', 'anthropic', 'xai', 'ollama', 'lm-studio'] as const;
export type Faked = (typeof FAKED)[number];

const WIRES: Readonly<Record<Faked, Wire>> = {
  vertex: geminiContent,
  gemini: geminiContent,
  openai: openAiChat,
  anthropic: anthropicMessages,
  xai: xaiResponses,
  ollama: openAiChat,
  'lm-studio': openAiChat,
};

const PATHS: Readonly<Record<Faked, RegExp>> = {
  vertex: /^\/v1\/projects\/[\w-]+\/locations\/[\w-]+\/publishers\/google\/models\/[\w.-]+:generateContent$/,
  gemini: /^\/v1beta\/models\/[\w.-]+:generateContent$/,
  openai: /^\/v1\/chat\/completions$/,
  anthropic: /^\/v1\/messages$/,
  xai: /^\/v1\/responses$/,
  ollama: /^\/v1\/chat\/completions$/,
  'lm-studio': /^\/v1\/chat\/completions$/,
};

const PLAY = behaviour.parse({ kind: 'play' });

/** One call of a model. */
export interface LedgerCall extends WireRequest {
  provider: Faked;
  path: string;
  at: number;
  /** The same for the same question to the same model: what was asked twice has it twice. */
  promptHash: string;
  behaviour: Behaviour['kind'];
  /** Whether the answer was written to its end before the caller left. */
  delivered: boolean;
}

export type FakeModels = Awaited<ReturnType<typeof startFakeModels>>;

/** Every provider of language models on one loopback server, each under its own path and in its own format. */
export async function startFakeModels(port = 0) {
  const scripts = new Map<Faked, Behaviour[]>();
  const usual = new Map<Faked, (request: WireRequest) => Behaviour>();
  const ledger: LedgerCall[] = [];
  const local: LocalServers = { loaded: new Set(), away: new Set() };
  const refusals: ListRefusals = new Map();
  const app = express();
  app.use(express.json({ limit: '5mb' }));
  app.use(localServerRoutes(local));
  app.use(tokenRoutes());
  app.use(modelListRoutes(refusals));
  for (const provider of FAKED) {
    app.post(new RegExp(`^/${provider}(/.*)$`), async (req, res) => {
      await answerCall(provider, req, res);
    });
  }

  async function answerCall(provider: Faked, req: Request, res: Response): Promise<void> {
    const wire = WIRES[provider];
    const path = req.path.slice(provider.length + 1);
    let request: WireRequest;
    try {
      if (!PATHS[provider].test(path)) throw new Error(`no such address: ${path}`);
      request = wire.read({ body: req.body as unknown, path, header: (name) => req.get(name) ?? '' });
    } catch (error) {
      res.status(400).json(wire.error(400, String(error)));
      return;
    }
    const what = scripts.get(provider)?.shift() ?? usual.get(provider)?.(request) ?? PLAY;
    const { model, messages } = request;
    const promptHash = createHash('sha256')
      .update(JSON.stringify([model, messages]))
      .digest('hex');
    const call = {
      ...request,
      provider,
      path,
      at: Date.now(),
      promptHash,
      behaviour: what.kind,
      delivered: false,
    };
    ledger.push(call);
    res.once('finish', () => {
      call.delivered = true;
    });
    await behave(what, { wire, request, res });
  }

  const server = await serveOnLoopback(app, port);
  const fake = {
    url: server.url,
    close: server.close,
    /** The base address of a provider, as its adapter is given it. */
    endpoint: (provider: Faked): string => `${server.url}/${provider}${VERSIONS[provider] ?? ''}`,
    /** What the provider does with its next calls, one each. */
    script(provider: Faked, ...next: ScriptedBehaviour[]): void {
      scripts.set(provider, [...(scripts.get(provider) ?? []), ...next.map((one) => behaviour.parse(one))]);
    },
    /** What it does with all calls that have no script, or with each; at first it plays the shop's dialogue. */
    always(provider: Faked, what: ScriptedBehaviour | ((request: WireRequest) => ScriptedBehaviour)): void {
      usual.set(provider, (request) => behaviour.parse(typeof what === 'function' ? what(request) : what));
    },
    ledger: {
      all: (): readonly LedgerCall[] => ledger,
      of: (provider: Faked): LedgerCall[] => ledger.filter((call) => call.provider === provider),
    },
    local,
    /** How questions about a provider's models are refused, until `clear`. */
    refusals,
    clear(): void {
      ledger.length = 0;
      scripts.clear();
      usual.clear();
      local.loaded.clear();
      local.away.clear();
      refusals.clear();
    },
  };
  app.use('/__control', controlRoutes(fake));
  return fake;
}

/** The part of a path that belongs to the address a client is given. */
const VERSIONS: Partial<Record<Faked, string>> = {
  gemini: '/v1beta',
  openai: '/v1',
  anthropic: '/v1',
  xai: '/v1',
};

interface Exchange {
  wire: Wire;
  request: WireRequest;
  res: Response;
}

async function behave(what: Behaviour, { wire, request, res }: Exchange): Promise<void> {
  const { model } = request;
  switch (what.kind) {
    case 'text':
      return void res.json(wire.answer({ text: what.text, calls: [] }, model));
    case 'calls':
      return void res.json(wire.answer({ text: what.text, calls: what.calls.map(written) }, model));
    case 'play': {
      await new Promise((wake) => setTimeout(wake, what.afterMs));
      const { text, calls } = await playOffline(request);
      if (res.closed) return;
      return void res.json(wire.answer({ text, calls: calls.map(written) }, model));
    }
    case 'too-many': {
      const { retryAfterSeconds: seconds } = what;
      if (seconds !== undefined) res.set('retry-after', String(seconds));
      return void res.status(429).json(wire.error(429, 'Too many requests'));
    }
    case 'fail':
      return void res.status(what.status).json(wire.error(what.status, 'Something failed'));
    case 'hang': {
      const timer = setTimeout(() => res.json(wire.answer({ text: 'late', calls: [] }, model)), what.ms);
      res.once('close', () => clearTimeout(timer));
      return;
    }
    case 'reset':
      return void res.req.socket.resetAndDestroy();
    case 'invalid-json':
      return void res.type('json').send('{"candidates": [{"con');
    case 'empty':
      return void res.json(wire.empty(model));
    case 'malformed-call':
      return void res.json(wire.garbled(model));
    case 'unknown-tool':
      return void res.json(
        wire.answer({ text: '', calls: [written({ name: 'transfer_money', input: { to: 'me' } })] }, model),
      );
  }
}

function written({ name, input }: { name: string; input: Record<string, unknown> }) {
  return { name, arguments: JSON.stringify(input) };
}
