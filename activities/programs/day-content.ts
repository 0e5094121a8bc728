import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { MessageContent } from '../../domain/messaging/content';
import type { ProgramDefinition } from '../../domain/programs/definition';
import type { Position } from '../../domain/programs/enrollment';

/** What a day sends, and through which channel: a trigger goes to the external bot, whatever the contact uses. */
export function dayMessage(
  definition: ProgramDefinition,
  at: Position,
  row: Pick<EnrollmentRow, 'id' | 'contactId' | 'channel'>,
): { content: MessageContent; channel: ChannelName } {
  const session = definition.sessions.find((candidate) => candidate.number === at.session);
  const day = session?.days.find((candidate) => candidate.number === at.day);
  if (!day) throw new Error(`The program has no S${at.session}D${at.day}`);
  const { content } = day;
  const place = { session: at.session, day: at.day };
  if (content.kind === 'bot-trigger') return { content: { ...content, ...place }, channel: 'botpress' };
  if (content.kind !== 'scenario') return { content, channel: row.channel };
  const { id: enrollmentId, contactId } = row;
  return { content: { ...content, ...place, enrollmentId, contactId }, channel: row.channel };
}
