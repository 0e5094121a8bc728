import { routeTable } from '../../../../api/routes';
import { rowsOfAccount } from '../../../support/access/account-rows';
import { makeEverything, type Ids } from '../../../support/access/everything';
import { reachesInto, trespassOf, violationOf, type MatrixCaller } from '../../../support/access/matrix';
import { matrixCallers } from '../../../support/access/matrix-callers';
import { serveOnLoopback, type LoopbackServer } from '../../../support/loopback-server';
import { createTestApi, JWT_SECRET, type TestApi } from '../../../support/test-api';

interface Side {
  accountId: string;
  ids: Ids;
  callers: MatrixCaller[];
}

let api: TestApi;
/** One for all: thousands are asked. */
let server: LoopbackServer;
let sides: [Side, Side];

beforeAll(async () => {
  api = await createTestApi();
  server = await serveOnLoopback(api.app);
  sides = [await sideOf(api), await sideOf(api.asStranger())];
});
afterAll(async () => {
  await server.close();
  await api.close();
});

async function sideOf(subject: TestApi): Promise<Side> {
  const { id: accountId } = subject.account;
  const stores = { ...subject.deps, jwtSecret: JWT_SECRET };
  return { accountId, ids: await makeEverything(subject), callers: await matrixCallers(accountId, stores) };
}

const names = (routes: typeof routeTable) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

/** Signing out ends what the others ask with. */
const lastOfAll = (route: (typeof routeTable)[number]) => Number(route.operationId === 'signOut');

describe("another account's", () => {
  it.each(names(routeTable.filter(reachesInto)))(
    '%s is out of reach for every role, and stays as it is',
    async (_name, route) => {
      for (const [mine, theirs] of [sides, sides.toReversed()] as [Side, Side][]) {
        const before = await rowsOfAccount(api.database.dataSource, theirs.accountId);
        const call = { target: server.url, route, ids: theirs.ids };
        const wrong = await Promise.all(mine.callers.map((caller) => trespassOf(call, caller)));
        expect(wrong.filter((violation) => violation !== null)).toEqual([]);
        expect(await rowsOfAccount(api.database.dataSource, theirs.accountId)).toBe(before);
      }
    },
  );
});

describe('the table of scopes', () => {
  it.each(names(routeTable.toSorted((a, b) => lastOfAll(a) - lastOfAll(b))))(
    'holds for %s',
    async (_name, route) => {
      for (const { callers } of sides) {
        const found = await Promise.all(
          callers.map((caller) => violationOf({ target: server.url, route }, caller)),
        );
        expect(found.filter((violation) => violation !== null)).toEqual([]);
      }
    },
  );
});
