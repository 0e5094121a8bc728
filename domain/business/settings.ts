import type { ContactHoursPolicy, FrequencyCap } from '../broadcasts/broadcast';
import { COLOMBIA_ZONE } from '../messaging/contact-hours';
import type { LocalTime } from '../time/moments';

/** When the business is open on one weekday; a day may have several, and one that has none is closed. */
export interface OpeningHours {
  /** ISO: 1 Monday … 7 Sunday. */
  weekday: number;
  from: LocalTime;
  /** The first minute at which it is closed; `24:00` is the next midnight. */
  to: LocalTime;
}

/** Texts of Hilo's own that an account may word itself. */
export const BUSINESS_TEXTS = [
  /** Answers BAJA: nobody will write again. */
  'optOutConfirmation',
  /** Answers ALTA. */
  'optInConfirmation',
  /** Said by an agent that has no answer, unless the bot has a text of its own. */
  'agentFallback',
  /** Said when a person takes over from an agent. */
  'agentHandover',
] as const;
export type BusinessText = (typeof BUSINESS_TEXTS)[number];

/** What broadcasts and programs keep to that say nothing else; null for Hilo's own default. */
export interface ContactPolicy {
  contactHours: ContactHoursPolicy | null;
  /** Of marketing broadcasts. */
  frequencyCap: FrequencyCap | null;
}

/** What an account says of itself, besides its name. */
export interface BusinessSettings {
  /** IANA zone. */
  timezone: string;
  hours: readonly OpeningHours[];
  /** The first is spoken where nothing else is known. */
  languages: readonly [string, ...string[]];
  /** By text, then by language such as `es`. */
  texts: Readonly<Partial<Record<BusinessText, Readonly<Record<string, string>>>>>;
  /** What every agent of the account may tell. */
  facts: readonly string[];
  contactPolicy: ContactPolicy;
}

/** Settings as they were put; version 0 is an account that said nothing. */
export interface BusinessVersion {
  version: number;
  settings: BusinessSettings;
}

export const DEFAULT_BUSINESS: BusinessVersion = {
  version: 0,
  settings: {
    timezone: COLOMBIA_ZONE,
    hours: [],
    languages: ['es'],
    texts: {},
    facts: [],
    contactPolicy: { contactHours: null, frequencyCap: null },
  },
};

/** The account's own words in a language such as `pt-BR`; null where it has none. */
export function businessText(
  { texts }: Pick<BusinessSettings, 'texts'>,
  which: BusinessText,
  language: string,
): string | null {
  const wordings = texts[which] ?? {};
  const [primary = ''] = language.toLowerCase().split('-');
  return Object.hasOwn(wordings, primary) ? (wordings[primary] ?? null) : null;
}
