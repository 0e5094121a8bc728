/** Everything an agent can do, by the names that scenarios, bots and models know it by. */
export const TOOL_NAMES: readonly string[] = [
  'search_users',
  'create_user',
  'search_products',
  'add_product_to_cart',
  'remove_product_from_cart',
  'clear_cart',
  'get_cart_summary',
  'checkout_cart',
  'get_checkout_link_for_last_order',
  'handoff_to_person',
  'list_free_slots',
  'list_appointments',
  'book_appointment',
  'move_appointment',
  'cancel_appointment',
];
