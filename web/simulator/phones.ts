import { useLocalStorage } from '@mantine/hooks';

/** A phone on the desk: its number, and the bot it writes to; null for whichever is newest. */
export interface Phone {
  number: string;
  bot: string | null;
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
