import { isDeepStrictEqual } from 'node:util';
import { SIMULATOR_CAPABILITIES } from '../../../channels/simulator/capabilities';
import { forTheApp } from '../../../channels/shown-message';
import type { PreviewFile, Shown, ShownMessage } from '../../../channels/shown-message';
import type { SimulatedFile, SimulatedMessage } from '../../../db/repositories/simulator-messages';
import { messageOf, renderElsewhere } from '../../../domain/conversations/render-elsewhere';
import type { RenderedElsewhere } from '../../../domain/conversations/render-elsewhere';
import { renderMessage } from '../../../domain/conversations/render-message';
import type { Change } from '../../../domain/conversations/rendering/changes';
import type { Language } from '../../../domain/conversations/scenario';
import { turnPlaceOf } from '../../../domain/conversations/turn-send-key';
import type { MessageContent } from '../../../domain/messaging/content';
import { mediaOf, textOf } from '../../../domain/messaging/content';
import { storableJson } from '../../../domain/messaging/storable';
import type { ApiDeps } from '../../api-deps';
import { CHANNEL_SHOWS } from './channel-shows';
import type { ShownChannel } from './channel-shows';
import { readSaid } from './turn-messages';
import type { SaidInTurns } from './turn-messages';

type Sent = Extract<SimulatedMessage, { direction: 'to-phone' }>;

/** What became of a message on the way to another platform; an appointment's file is an address where no .ics opens. */
export type ShownChange = Change | { code: 'appointment-as-address' };

/** A message of the simulator as another platform would have it: none, where an earlier one carries it all. */
export interface ShownElsewhere {
  messages: { content: MessageContent; shown: Shown }[];
  changes: ShownChange[];
}

const ICS_TYPE = 'text/calendar';
const FILE_GONE = {
  kind: 'rejected',
  code: 'file-gone',
  detail: 'The file is gone',
  optedOut: false,
} as const;

/**
 * Shows each message that the phone got as another platform would: what a bot said is rendered again from its
 * transcript for that platform, and everything goes through the conversion of the platform's adapter.
 */
export async function showAs(
  messages: readonly SimulatedMessage[],
  { accountId, as }: { accountId: string; as: ShownChannel },
  deps: Pick<ApiDeps, 'transcripts' | 'dialogs'>,
): Promise<ReadonlyMap<string, ShownElsewhere>> {
  const sent = messages.filter((message) => message.direction === 'to-phone');
  const said = await readDialogs(sent, accountId, deps);
  return new Map(sent.map((message) => [message.id, shownElsewhere(message, as, said)]));
}

type Dialogs = ReadonlyMap<string, SaidInTurns>;

async function readDialogs(
  sent: readonly Sent[],
  accountId: string,
  deps: Pick<ApiDeps, 'transcripts' | 'dialogs'>,
): Promise<Dialogs> {
  const turns = new Map<string, number[]>();
  for (const { key } of sent) {
    const place = turnPlaceOf(key);
    if (place) turns.set(place.dialogId, [...(turns.get(place.dialogId) ?? []), place.turn]);
  }
  const read = [...turns].map(async ([dialogId, of]) => {
    return [dialogId, await readSaid({ accountId, dialogId, turns: of }, deps)] as const;
  });
  return new Map(await Promise.all(read));
}

function shownElsewhere(message: Sent, as: ShownChannel, dialogs: Dialogs): ShownElsewhere {
  const { contents, changes } = contentsFor(message, as, dialogs);
  const shown = contents.map((content) => ({ content, shown: showOne(content, as, message.files) }));
  const hasAddress = contents.some((content) => becomesAddress(content, as, message.files));
  return {
    messages: shown,
    changes: [...changes, ...(hasAddress ? [{ code: 'appointment-as-address' as const }] : [])],
  };
}

/** Only what a bot says in a turn is rendered for its channel; all else goes to the adapter as it is. */
function contentsFor(
  { key, content }: Sent,
  as: ShownChannel,
  dialogs: Dialogs,
): Pick<RenderedElsewhere, 'contents' | 'changes'> {
  const place = turnPlaceOf(key);
  if (!place) return { contents: [content], changes: [] };
  const to = CHANNEL_SHOWS[as].capabilities;
  const said = dialogs.get(place.dialogId);
  const found = said && inTurn(said, place.turn, { to, language: said.language })[place.n];
  // Rules of rendering may have changed since: then what went out is all that is known.
  if (found && isDeepStrictEqual(storableJson(found.sent), content)) return found;
  const likely = messageOf(content);
  return likely ? renderMessage(likely, to, said?.language) : { contents: [content], changes: [] };
}

function inTurn(
  said: SaidInTurns,
  turn: number,
  { to, language }: { to: (typeof CHANNEL_SHOWS)[ShownChannel]['capabilities']; language: Language },
): RenderedElsewhere[] {
  return renderElsewhere(said.ofTurn(turn), { from: SIMULATOR_CAPABILITIES, to, language });
}

type Files = ReadonlyMap<string, SimulatedFile>;

function showOne(content: MessageContent, as: ShownChannel, files: Files): Shown {
  if (mediaOf(content).some((id) => !files.has(id))) return { ok: false, refusal: FILE_GONE };
  if (becomesAddress(content, as, files)) return { ok: true, message: withoutFile(content) };
  return CHANNEL_SHOWS[as].show(content, [...files.values()].map(previewOf));
}

function becomesAddress(content: MessageContent, as: ShownChannel, files: Files): boolean {
  if (CHANNEL_SHOWS[as].capabilities.calendarFiles) return false;
  return mediaOf(content).some((id) => files.get(id)?.mimeType.startsWith(ICS_TYPE) === true);
}

/** Which address it would be is known where the appointment is made, and not here. */
function withoutFile(content: MessageContent): ShownMessage {
  const words = textOf(content);
  return { files: [], words: words === '' ? null : forTheApp(words), choices: null };
}

/** A sticker is sent as the picture that it is. */
function previewOf({ kind, ...file }: SimulatedFile): PreviewFile {
  return { ...file, kind: kind === 'sticker' ? 'image' : kind };
}
