import type { ListedBusiness } from '../../../db/repositories/business-settings';
import type { BusinessSettings } from '../../../domain/business/settings';

export function presentVersion({ settings, changedAt, ...version }: ListedBusiness) {
  return { ...version, changedAt: changedAt?.toISOString() ?? null, settings: presentSettings(settings) };
}

function presentSettings({ hours, languages, facts, texts, ...settings }: BusinessSettings) {
  const [first, ...others] = languages;
  const spoken: [string, ...string[]] = [first, ...others];
  return { ...settings, hours: [...hours], languages: spoken, facts: [...facts], texts: { ...texts } };
}
