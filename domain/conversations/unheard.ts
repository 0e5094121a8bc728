/** Why a message that was stored never reached the scenario; the transcript says so in these words. */
export const UNHEARD = {
  switchedOff: 'the bot is switched off',
  handedOff: 'a person has taken over',
  optedOut: 'the contact has opted out',
  album: 'it belongs to the album before',
  noScenario: 'the bot has no active scenario',
} as const;

/** Whether a line of the log says that the event before it was kept from the scenario. */
export function isUnheard(detail: unknown): boolean {
  return Object.values(UNHEARD).some((reason) => reason === detail);
}
