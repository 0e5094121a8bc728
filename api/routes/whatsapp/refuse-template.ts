import type { MessageContent } from '../../../domain/messaging/content';
import { sendsNoMore, type TemplateSender } from '../../../domain/templates/template';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

/** Refuses a template that the provider is known to refuse; null for any other, also one that nobody told of. */
export async function refuseTemplate(
  sender: TemplateSender,
  content: Pick<MessageContent, 'kind'> & { template?: string },
  { messageTemplates }: Pick<ApiDeps, 'messageTemplates'>,
): Promise<Problem | null> {
  if (content.kind !== 'template' || content.template === undefined) return null;
  const known = await messageTemplates.find(sender, content.template);
  if (!known || !sendsNoMore(known.status)) return null;
  const why = known.reason === null ? '' : ` (${known.reason})`;
  return problem(
    'conflict',
    `The template ${content.template} is ${known.status}${why}: every message with it would be refused. ` +
      'Use another one; if the provider has changed its mind, POST /api/whatsapp/templates/sync.',
  );
}
