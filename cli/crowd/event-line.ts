import type { Styles } from '../terminal/styles';
import { cut, padEnd } from '../terminal/text-width';
import { clockText } from '../terminal/times';
import type { CrowdEvent } from './crowd-event';

const PREVIEW = 60;
const PHONE = 14;

/** One event of the crowd on one line. */
export function eventLine(event: CrowdEvent, styles: Styles): string {
  const time = styles.dim(clockText(event.at));
  if (event.kind === 'away') return `${time}  ${styles.red('the API is away; waiting for it')}`;
  const phone = padEnd(event.phone, PHONE);
  if (event.kind === 'stage') {
    const why = event.reason === null || event.reason === event.stage ? '' : `: ${event.reason}`;
    return `${time}  ${phone} ${styles.yellow(`■ ${event.stage} at ${event.position}${why}`)}`;
  }
  const text = cut(event.text.replace(/\s+/g, ' '), PREVIEW);
  return event.kind === 'reply'
    ? `${time}  ${phone} ${styles.green(`› ${text}`)}`
    : `${time}  ${phone} ${styles.dim(`‹ ${text}`)}`;
}
