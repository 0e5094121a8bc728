import type { CheckoutStarter } from './ports';

/** No process follows orders: they stand, wait, and are cancelled by their rows alone. */
export const noCheckouts: CheckoutStarter = {
  start: () => Promise.resolve({ kind: 'unavailable' }),
  cancel: () => Promise.resolve({ kind: 'not-running' }),
};
