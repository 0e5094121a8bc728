import type { ShopUser } from '../../../db/repositories/shop-users';

export function presentUser({ id, name, email, phone, segment, contactId, createdAt }: ShopUser) {
  return { id, name, email, phone, segment, contact_id: contactId, created_at: createdAt.toISOString() };
}
