import express from 'express';
import type { Express, Request, Response } from 'express';
import type { CalendarProvider } from '../../../calendars/calendar-provider';
import { createGoogleCalendar } from '../../../calendars/google/google-calendar';
import { createOutlookCalendar } from '../../../calendars/outlook/outlook-calendar';
import { createHttpExchange } from '../../../channels/http-exchange';
import type { CalendarProviderName } from '../../../domain/calendar/calendar-connection';
import { serveOnLoopback } from '../loopback-server';
import { drawFault, misbehave, reply, type FaultPlan, type Reply } from '../provider-faults';
import { createEventBook, type EventBook } from './event-book';
import { failed as googleFailed, googleMethods } from './google-methods';
import { createOAuthDesk, oauthRoutes, type OAuthDesk } from './oauth-desk';
import { failed as outlookFailed, outlookMethods } from './outlook-methods';

/** A provider of calendars on this machine, with a ledger of its events, that misbehaves on command. */
export interface FakeCalendar {
  readonly url: string;
  readonly book: EventBook;
  readonly oauth: OAuthDesk;
  /** Faults of the next calls, tokens included; null lets one pass. */
  readonly faults: FaultPlan;
  /** The calls that were made, by method and path. */
  readonly calls: string[];
  /** The provider's client, against this fake. */
  provider: CalendarProvider;
  /** Something of the owner's own. */
  occupy(startsAt: number, endsAt: number, isBusy?: boolean): void;
  close(): Promise<void>;
}

/** Short, so that a provider that hangs does not hold a test up. */
const TIMEOUT_MS = 2_500;

const FAKES = {
  google: {
    rotates: false,
    paths: { authorize: '/o/oauth2/v2/auth', token: '/token' },
    methods: googleMethods,
    failed: (status: number) => googleFailed(status, status === 429 ? 'rateLimitExceeded' : 'backendError'),
  },
  outlook: {
    rotates: true,
    paths: { authorize: '/common/oauth2/v2.0/authorize', token: '/common/oauth2/v2.0/token' },
    methods: outlookMethods,
    failed: (status: number) => outlookFailed(status, 'ErrorOfATest'),
  },
} as const;

export async function startFakeCalendar(name: CalendarProviderName): Promise<FakeCalendar> {
  const { rotates, paths, methods, failed } = FAKES[name];
  const [book, oauth] = [createEventBook(), createOAuthDesk({ rotates })];
  const faults: FaultPlan = { next: [], chances: [] };
  const calls: string[] = [];
  const app = express();
  const server = await serveOnLoopback(app);
  const url = () => server.url;

  const answer = (res: Response, make: () => Reply): void => {
    const { method, path } = res.req;
    calls.push(`${method} ${path}`);
    const fault = drawFault(faults, () => 1);
    if (fault === null) return reply(res, make());
    misbehave(
      fault,
      {
        accept: make,
        failed,
        tooMany: (seconds) => ({
          ...failed(429),
          ...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }),
        }),
        refused: ({ status }) => failed(status),
      },
      res,
    );
  };

  app.use(oauthRoutes(oauth, { ...paths, url }, answer));
  app.use(express.json());
  mount(app, methods(book, url), (req, res, method) =>
    answer(res, () => (oauth.knows(req.get('authorization')) ? method(req) : failed(401))),
  );

  const reach = { http: createHttpExchange(), timeoutMs: TIMEOUT_MS, now: () => Date.now(), baseUrl: url() };
  const client = { clientId: oauth.client.id, clientSecret: oauth.client.secret };
  return {
    ...{ url: url(), book, oauth, faults, calls },
    provider:
      name === 'google'
        ? createGoogleCalendar({ ...reach, ...client })
        : createOutlookCalendar({ ...reach, ...client, tenant: 'common' }),
    occupy(startsAt, endsAt, isBusy = true) {
      const id = `own${String(book.all().length)}`;
      const nobodys = { transactionId: null, appointmentId: null, isDeleted: false };
      book.add({ id, title: 'Own', note: '', startsAt, endsAt, isBusy, ...nobodys });
    },
    close: server.close,
  };
}

type Methods = Readonly<Record<string, (req: Request) => Reply>>;

function mount(
  app: Express,
  methods: Methods,
  handle: (req: Request, res: Response, method: (req: Request) => Reply) => void,
): void {
  for (const [route, method] of Object.entries(methods)) {
    const [verb = '', path = ''] = route.split(' ');
    app[verb.toLowerCase() as 'get'](path, (req, res) => handle(req, res, method));
  }
}
