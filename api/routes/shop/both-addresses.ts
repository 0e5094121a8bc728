import type { Route } from '../../route';

const PREFIX = '/api/shop';

/** The shop's routes, written under `/api/shop`, and each a second time at the address it had of old (`/users`). */
export function atBothAddresses(routes: readonly Route[]): Route[] {
  const ofOld = routes.map((route) => ({
    ...route,
    path: route.path.slice(PREFIX.length) as `/${string}`,
    operationId: `${route.operationId}ByShortAddress`,
    tag: 'Shop, by short addresses',
  }));
  return [...routes, ...ofOld];
}
