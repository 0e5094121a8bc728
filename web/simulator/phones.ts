import { useLocalStorage } from '@mantine/hooks';

/** The platforms that a phone can show its messages as. */
export const PLATFORMS = ['twilio', 'whatsapp-cloud', 'whatsapp-web', 'telegram', 'botpress'] as const;
/** Null for the simulator's own way. */
export type ShownAs = (typeof PLATFORMS)[number] | null;

/** A phone on the desk: its number, the bot it writes to, and what it shows its messages as. */
export interface Phone {
  number: string;
  /** Null for whichever is newest. */
  bot: string | null;
  /** Absent in what was kept before there was a choice. */
  as?: ShownAs;
}

/** What fits side by side on a wide screen. */
export const MOST_PHONES = 6;

const FIRST: Phone[] = [{ number: '+573001112233', bot: null }];

/** The phones on the desk, kept in this browser. */
export function usePhones() {
  const [phones, setPhones] = useLocalStorage({ key: 'hilo-phones', defaultValue: FIRST });
  return {
    phones,
    add: (phone: Phone) => setPhones((there) => [...without(there, phone.number), phone].slice(-MOST_PHONES)),
    change: (phone: Phone) =>
      setPhones((there) => there.map((each) => (each.number === phone.number ? phone : each))),
    remove: (number: string) => setPhones((there) => without(there, number)),
  };
}

function without(phones: readonly Phone[], number: string): Phone[] {
  return phones.filter((phone) => phone.number !== number);
}
