import type { DialogOrigin } from '../../db/repositories/dialogs';
import type { ConversationsDeps } from './conversations-deps';
import { eventDraft, logDraft } from './transcript-entries';
import type { TurnDraft } from './turn';
import { endOrigin } from './turn';

type EffectOf<K extends TurnDraft['effects'][number]['kind']> = Extract<
  TurnDraft['effects'][number],
  { kind: K }
>;

/** What a turn does to programs, before it is written: each may be done twice and has one effect. */
export async function performEffects(deps: ConversationsDeps, draft: TurnDraft): Promise<void> {
  for (const effect of draft.effects) {
    if (effect.kind === 'enroll') await enroll(deps, draft, effect);
    else if (effect.kind === 'complete') await complete(deps, draft, effect);
    else await end(deps, draft, effect);
  }
}

async function enroll(
  { programs }: ConversationsDeps,
  draft: TurnDraft,
  { program }: EffectOf<'enroll'>,
): Promise<void> {
  const { accountId, contactId, platform: channel } = draft.facts.dialog;
  const refusal = await programs.enroll({ accountId, contactId, channel, program });
  draft.entries.push(
    refusal === null
      ? eventDraft('enrolled', { program })
      : logDraft({ kind: 'error', step: draft.change.state?.at ?? null, detail: refusal }),
  );
}

async function complete(
  { programs }: ConversationsDeps,
  draft: TurnDraft,
  { session, day }: EffectOf<'complete'>,
): Promise<void> {
  const { accountId, contactId } = draft.facts.dialog;
  const named = session === null || day === null ? null : { session, day };
  await programs.complete({ accountId, contactId, origin: originOf(draft), day: named, at: draft.facts.now });
  draft.entries.push(eventDraft('completed', { session, day }));
}

/**
 * A day's scenario that came to its end is a day done, unless a limit stopped it, or the scenario has steps of its
 * own that say where the day is complete.
 */
async function end(
  { programs }: ConversationsDeps,
  draft: TurnDraft,
  { outcome }: EffectOf<'end'>,
): Promise<void> {
  const { accountId, contactId } = draft.facts.dialog;
  const origin = originOf(draft);
  if (origin && outcome !== 'stopped' && !completesItself(draft)) {
    await programs.complete({ accountId, contactId, origin, day: null, at: draft.facts.now });
  }
  endOrigin(draft);
  draft.entries.push(eventDraft('ended', { outcome }));
}

function completesItself({ published }: TurnDraft): boolean {
  return Object.values(published?.scenario.steps ?? {}).some(({ kind }) => kind === 'complete');
}

function originOf({ change }: TurnDraft): DialogOrigin | null {
  return change.origin?.over === false ? change.origin : null;
}
