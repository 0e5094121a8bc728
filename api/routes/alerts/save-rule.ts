import type { AlertRuleDraft, KeptRule } from '../../../db/repositories/alert-rules';
import { isSystemCondition } from '../../../domain/alerts/system-condition';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { noKey } from '../bots/read-platform';

export type SaveDeps = Pick<
  ApiDeps,
  'alertRules' | 'alertSecrets' | 'conversationPorts' | 'secretBox' | 'sendEmail'
>;

/** A rule as it was kept, with the secret of its webhooks where that was made just now. */
export interface SavedRule {
  kind: 'saved';
  rule: KeptRule;
  secret: string | null;
}

/** Keeps a new rule, or (with an id) another wording of one; gives it a secret when its webhooks need one. */
export async function saveRule(
  { accountId, id, draft }: { accountId: string; id: string | null; draft: AlertRuleDraft },
  deps: SaveDeps,
): Promise<SavedRule | Problem> {
  const wrong = wrongPattern(draft, deps) ?? wrongSystemRule(draft) ?? wrongAction(draft, deps);
  if (wrong) return wrong;
  const { alertRules } = deps;
  const kept = await (id === null
    ? alertRules.create(accountId, draft)
    : alertRules.replace(accountId, id, draft));
  if (kept === 'name-taken') {
    return problem('conflict', `There is a rule called "${draft.name}" already: choose another name.`);
  }
  if (kept === null) return notFound('rule');
  return withSecret(kept, deps);
}

async function withSecret(rule: KeptRule, { alertSecrets }: SaveDeps): Promise<SavedRule> {
  const needsSecret = rule.secretFingerprint === null && has(rule, 'webhook');
  const made = needsSecret ? await alertSecrets.make(rule.accountId, rule.id) : null;
  return made
    ? { kind: 'saved', rule: { ...rule, secretFingerprint: made.fingerprint }, secret: made.secret }
    : { kind: 'saved', rule, secret: null };
}

/** What is wrong with the pattern of a rule that looks for one. */
export function wrongPattern(
  { condition }: AlertRuleDraft,
  { conversationPorts }: Pick<SaveDeps, 'conversationPorts'>,
): Problem | null {
  if (condition.type !== 'regex') return null;
  const reason = conversationPorts.patterns?.problemOf(condition.pattern) ?? null;
  if (reason === null) return null;
  const errors = [{ path: 'condition.pattern', message: reason }];
  return problem('invalid_request', `condition.pattern: ${reason}`, { errors });
}

/** There is no contact in it that could be tagged or handed over, and nothing that a scope could narrow. */
function wrongSystemRule(draft: AlertRuleDraft): Problem | null {
  if (!isSystemCondition(draft.condition)) return null;
  const { botIds, channels, tags } = draft.scope;
  if (botIds.length + channels.length + tags.length > 0) {
    return problem(
      'invalid_request',
      'scope: a rule about the platform looks at all of it; leave the scope out',
    );
  }
  if (!has(draft, 'handoff') && !has(draft, 'tag')) return null;
  return problem(
    'invalid_request',
    'actions: a rule about the platform has no contact; use webhook or email',
  );
}

function wrongAction(draft: AlertRuleDraft, { secretBox, sendEmail }: SaveDeps): Problem | null {
  if (has(draft, 'webhook') && !secretBox.canSeal) return noKey();
  if (!has(draft, 'email') || sendEmail) return null;
  return problem('unavailable', 'This server sends no email: set SMTP_URL and ALERT_FROM, and restart it.');
}

function has(
  { actions }: Pick<AlertRuleDraft, 'actions'>,
  kind: AlertRuleDraft['actions'][number]['kind'],
): boolean {
  return actions.some((action) => action.kind === kind);
}
