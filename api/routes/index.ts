import type { Route } from '../route';
import { accountRoutes } from './accounts/accounts.routes';
import { contactRoutes } from './contacts/contacts.routes';
import { platformRoutes } from './platform/platform.routes';

/** Every route of the API: what is not in this table is not served. */
export const routeTable: readonly Route[] = [...platformRoutes, ...accountRoutes, ...contactRoutes];
