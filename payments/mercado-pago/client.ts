import { MercadoPagoConfig } from 'mercadopago';
import { AppConfig } from 'mercadopago/dist/utils/config';
import { MercadoPagoError, MPRateLimitError } from 'mercadopago';
import type { PaymentFailure } from '../../domain/shop/payment';
import { failureOf, faultCodeOf } from '../failure';

export interface MercadoPagoSettings {
  accessToken: string;
  /** "Clave secreta" of the application's webhooks. */
  webhookSecret: string;
  /** Where payments are reported to; none while Hilo has no public address. */
  notificationUrl: string | null;
  /** An API other than api.mercadopago.com. */
  apiBaseUrl?: string | undefined;
  timeoutMs: number;
}

const API_BASE_URL = 'https://api.mercadopago.com';

/**
 * One call of Mercado Pago's library. Each has a configuration of its own, because the library writes the options of
 * a call into it; and the address, which the library keeps for the whole process, is set right before.
 */
export async function callMercadoPago<T>(
  settings: MercadoPagoSettings,
  call: (config: MercadoPagoConfig) => Promise<T>,
  idempotencyKey?: string,
): Promise<T | PaymentFailure> {
  const options = { timeout: settings.timeoutMs, maxRetries: 0, ...(idempotencyKey && { idempotencyKey }) };
  const config = new MercadoPagoConfig({ accessToken: settings.accessToken, options });
  const address: { BASE_URL: string } = AppConfig;
  address.BASE_URL = settings.apiBaseUrl ?? API_BASE_URL;
  try {
    return await call(config);
  } catch (error) {
    return failureOfMercadoPago(error);
  }
}

function failureOfMercadoPago(error: unknown): PaymentFailure {
  if (!(error instanceof MercadoPagoError)) throw error;
  const answered = error.status !== 0;
  return failureOf({
    provider: 'Mercado Pago',
    status: answered ? error.status : undefined,
    code: answered ? error.error || undefined : faultCodeOf(error),
    retryAfterSeconds: error instanceof MPRateLimitError ? (error.retryAfter ?? undefined) : undefined,
  });
}
