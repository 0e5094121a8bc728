import { fetch } from 'undici';
import { orderPage } from '../../api/routes/shop/orders.schema';
import { userSearchView } from '../../api/routes/shop/users.schema';
import type { ApiClient } from '../api/api-client';

/** Pays what these people ordered and have not paid, on the test page. */
export async function payOrders(api: ApiClient, phones: readonly string[]): Promise<void> {
  for (const phone of phones) {
    const search = { path: '/api/shop/users/search', schema: userSearchView, query: { phone } };
    const { user } = await api.get(search);
    if (user === null) continue;
    const query = { user_id: user.id };
    const { items } = await api.get({ path: '/api/shop/orders/by_user', schema: orderPage, query });
    for (const order of items.filter(({ payment_status: status }) => status === 'pending')) {
      const { pathname } = new URL(order.payment_url);
      await fetch(new URL(`${pathname}/pay`, api.url), { method: 'POST', redirect: 'manual' });
    }
  }
}
