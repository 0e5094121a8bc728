import type { BusinessSettings, BusinessVersion } from './business-data';

export const TEXTS = ['optOutConfirmation', 'optInConfirmation', 'agentFallback', 'agentHandover'] as const;
export type TextName = (typeof TEXTS)[number];

/** What the form of the business holds. */
export interface BusinessValues {
  name: string;
  timezone: string;
  hours: BusinessSettings['hours'];
  languages: string[];
  /** By text and language; empty for Hilo's own. */
  texts: Record<TextName, Record<string, string>>;
  facts: string[];
  contactHours: 'usual' | 'any' | 'co-ley-2300';
  /** Empty for no cap. */
  capMessages: number | string;
  capDays: number | string;
}

export function valuesOf({ name, settings }: Pick<BusinessVersion, 'name' | 'settings'>): BusinessValues {
  const { timezone, hours, languages, texts, facts, contactPolicy } = settings;
  const { contactHours, frequencyCap } = contactPolicy;
  return {
    ...{ name, timezone, hours, facts, languages: [...languages] },
    texts: Object.fromEntries(TEXTS.map((text) => [text, texts[text] ?? {}])) as BusinessValues['texts'],
    contactHours: contactHours ?? 'usual',
    capMessages: frequencyCap?.messages ?? '',
    capDays: frequencyCap?.days ?? '',
  };
}

/** What the API is asked to keep; a text of nothing is Hilo's own. */
export function settingsOf(values: BusinessValues): { name: string; settings: BusinessSettings } {
  const { name, timezone, hours, languages, texts, facts, contactHours, capMessages, capDays } = values;
  const worded = Object.entries(texts)
    .map(([text, wordings]) => [text, withoutEmpty(wordings)] as const)
    .filter(([, wordings]) => Object.keys(wordings).length > 0);
  const hasCap = capMessages !== '' || capDays !== '';
  return {
    name,
    settings: {
      ...{ timezone, hours: inOrder(hours) },
      languages,
      texts: Object.fromEntries(worded),
      facts: facts.filter((fact) => fact.trim() !== ''),
      contactPolicy: {
        contactHours: contactHours === 'usual' ? null : contactHours,
        frequencyCap: hasCap ? { messages: Number(capMessages), days: Number(capDays) } : null,
      },
    },
  };
}

function withoutEmpty(wordings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(wordings).filter(([, text]) => text.trim() !== ''));
}

function inOrder(hours: BusinessValues['hours']): BusinessValues['hours'] {
  return hours.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
}
