import { conversationPlace } from '../api/temporal-ui';
import type { Bot } from '../bots/find-bot';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { padEnd, textWidth } from '../terminal/text-width';
import { clockText, distanceText, timeText } from '../terminal/times';
import type { Dialog } from './find-dialog';
import type { Transcript, TranscriptLine } from './read-transcript';
import { lineCells } from './transcript-line';

/** Who a dialog is with, as shortly as can be. */
export function whoIs({ contact, chatId }: Dialog): string {
  return contact.phone ?? chatId;
}

/** Running, ended, or in a person's hands. */
export function stateText({ status, waitingFor, handoff }: Dialog, styles: Styles): string {
  if (handoff) {
    const until = handoff.until === null ? 'until it is returned' : `until ${timeText(handoff.until)}`;
    const who = handoff.by === 'operator' ? 'taken over' : 'waits for a person';
    return styles.yellow(`${who} ${until}`);
  }
  if (status !== 'running') return styles.dim(status);
  const waits = waitingFor === null || waitingFor === 'nothing' ? '' : `, waits for ${article(waitingFor)}`;
  return styles.green(`running${waits}`);
}

function article(waitingFor: string): string {
  return waitingFor === 'answer' || waitingFor === 'agent' ? `an ${waitingFor}` : `a ${waitingFor}`;
}

export function dialogsTable(
  rows: readonly { dialog: Dialog; bot: Bot }[],
  now: number,
  styles: Styles,
): string {
  const titles = ['contact', 'name', 'bot', 'platform', 'step', 'state', 'last message'];
  return table(
    titles.map((title) => ({ title })),
    rows.map(({ dialog, bot }) => [
      whoIs(dialog),
      dialog.contact.name ?? '',
      bot.name,
      dialog.platform,
      dialog.step ?? '',
      stateText(dialog, styles),
      distanceText(dialog.lastInteractionAt, now),
    ]),
    styles,
  );
}

export interface DialogScreen {
  dialog: Dialog;
  bot: Bot;
  transcript: Transcript;
}

/** Where one conversation stands, and what was said. */
export function dialogScreen({ dialog, bot, transcript }: DialogScreen, styles: Styles): string {
  const { lines, earlier } = transcript;
  return [
    `${styles.bold(dialog.contact.name ?? whoIs(dialog))}  ${bot.name}`,
    '',
    facts(factsOf(dialog, styles), styles),
    '',
    ...(earlier > 0 ? [styles.dim(`${earlier} earlier lines: add --lines ${earlier + lines.length}`)] : []),
    ...transcriptLines(lines, dialog.contact.name ?? 'contact', styles),
  ].join('\n');
}

function factsOf(dialog: Dialog, styles: Styles): [string, string][] {
  const { scenario, collectedData, handoff } = dialog;
  const collected = Object.entries(collectedData)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const reason = handoff?.reason ?? null;
  return [
    ['state', stateText(dialog, styles) + (reason === null ? '' : `: ${reason}`)],
    ['step', dialog.step ?? '–'],
    ['collected', collected.join(', ') || 'nothing yet'],
    ['platform', `${dialog.platform}, chat ${dialog.chatId}`],
    ['scenario', scenario === null ? '–' : `version ${scenario.version}`],
    ['dialog', dialog.id],
    ['Temporal', conversationPlace(dialog.id)],
  ];
}

function transcriptLines(lines: readonly TranscriptLine[], name: string, styles: Styles): string[] {
  if (lines.length === 0) return [styles.dim('Nothing was said yet.')];
  const cells = lines.map((line) => ({ at: line.at, cells: lineCells(line, name, styles) }));
  const width = Math.max(...cells.map(({ cells: [who] }) => textWidth(who)));
  const indent = ' '.repeat('09:00:05'.length + 2 + width + 2);
  return cells.map(({ at, cells: [who, words] }) => {
    const text = words.replaceAll('\n', `\n${indent}`);
    return `${styles.dim(clockText(at))}  ${padEnd(who, width)}  ${text}`;
  });
}
