/** What a rule has done about an alert, beside showing it. */
export type AlertAction =
  | { kind: 'webhook'; url: string }
  | { kind: 'email'; to: readonly string[] }
  /** Hands the conversation to a person for so many hours, or until it is returned. */
  | { kind: 'handoff'; hours: number | null }
  | { kind: 'tag'; tag: string };

/** `due` is waited for or being done; `failed` is given up, until somebody asks for another try. */
export const ALERT_ACTION_STATES = ['due', 'done', 'failed'] as const;
export type AlertActionState = (typeof ALERT_ACTION_STATES)[number];
