/** What a sealed value is bound to, and what its fingerprint is made of; whoever seals or re-seals agrees on them. */
export const SEALED_PLACES = {
  /** A row with an id of its own. */
  row: (accountId: string, rowId: string) => `${accountId}:${rowId}`,
  /** What an alert rule's webhooks are signed with. */
  alertRule: (accountId: string, ruleId: string) => `${accountId}:${ruleId}:webhook`,
  botSecret: (accountId: string, botId: string, name: string) => `${accountId}:${botId}:${name}`,
  /** The same for every replacement of a bot's credentials on a platform. */
  platformPrint: (accountId: string, botId: string, platform: string) => `${accountId}:${botId}:${platform}`,
  /** The same for every calendar that an account connects. */
  calendarPrint: (accountId: string) => `${accountId}:calendar`,
  modelPrint: (accountId: string, provider: string) => `${accountId}:${provider}`,
} as const;
