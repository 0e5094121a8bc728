import { toPhone } from '../../../channels/simulator/to-provider';
import type { SimulatedMessage } from '../../../db/repositories/simulator-messages';

/** A message as the phone shows it. */
export function presentMessage({ id, phone, direction, content, at }: SimulatedMessage) {
  return { id, phone, direction, text: toPhone(content), at: at.toISOString() };
}
