import type { AgentTool } from './agent-tool';
import { handoffToPerson } from './handoff-tool';
import { createCartTools } from './shop/cart-tools';
import { createCheckoutTools } from './shop/checkout-tools';
import { createSearchProducts } from './shop/search-products';
import type { ShopToolsDeps } from './shop/shop-tools-deps';
import { createUserTools } from './shop/user-tools';

/** Everything an agent can do for a contact in the shop. */
export function createShopTools(deps: ShopToolsDeps): AgentTool[] {
  return [
    ...createUserTools(deps),
    createSearchProducts(deps),
    ...createCartTools(deps),
    ...createCheckoutTools(deps),
    handoffToPerson,
  ];
}
