import type { Route } from '../../route';
import { atBothAddresses } from './both-addresses';
import { cartRoutes } from './carts.routes';
import { orderRoutes } from './orders.routes';
import { productRoutes } from './products.routes';
import { shopUserRoutes } from './users.routes';

/** The whole shop, under `/api/shop` and at the short addresses it had of old. */
export const shopRoutes: readonly Route[] = atBothAddresses([
  ...shopUserRoutes,
  ...productRoutes,
  ...cartRoutes,
  ...orderRoutes,
]);
