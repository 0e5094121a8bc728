import type { Charge } from '../payment-fakes/charge-ledger';

/** What a create call asks for. */
export interface PreferenceBody {
  external_reference?: string;
  items?: { id?: string; title?: string; quantity?: number; unit_price?: number; currency_id?: string }[];
  back_urls?: { success?: string };
  notification_url?: string;
  expires?: boolean;
  expiration_date_to?: string;
}

export interface FakePreference {
  id: string;
  body: PreferenceBody;
  createdAt: number;
}

export function preferenceResource({ id, body, createdAt }: FakePreference, url: string) {
  return {
    ...body,
    id,
    collector_id: 123456789,
    date_created: new Date(createdAt).toISOString(),
    init_point: `${url}/checkout/v1/redirect?pref_id=${id}`,
    operation_type: 'regular_payment',
    sandbox_init_point: `${url}/sandbox/checkout/v1/redirect?pref_id=${id}`,
    site_id: 'MCO',
  };
}

export function searchedPreference({ id, body, createdAt }: FakePreference) {
  return {
    id,
    collector_id: 123456789,
    date_created: new Date(createdAt).toISOString(),
    expires: body.expires ?? false,
    external_reference: body.external_reference ?? '',
    items: (body.items ?? []).map(({ title }) => title),
    live_mode: false,
  };
}

/** Mercado Pago writes amounts as numbers of units. */
export function paymentResource(charge: Charge, units: number) {
  const isRefunded = charge.refunds.length > 0;
  return {
    id: Number(charge.paymentId),
    currency_id: charge.currency,
    date_approved: new Date(charge.createdAt).toISOString(),
    date_created: new Date(charge.createdAt).toISOString(),
    external_reference: charge.reference,
    live_mode: false,
    operation_type: 'regular_payment',
    payment_type_id: 'credit_card',
    refunds: charge.refunds.map((id) => ({
      id: Number(id),
      payment_id: Number(charge.paymentId),
      amount: units,
    })),
    status: isRefunded ? 'refunded' : 'approved',
    status_detail: isRefunded ? 'refunded' : 'accredited',
    transaction_amount: units,
    transaction_amount_refunded: isRefunded ? units : 0,
  };
}

export function errorResource(status: number, error: string, message: string) {
  return { message, error, status, cause: [] };
}
