import type { z } from 'zod';
import type { connectionView } from '../../api/routes/calendar/connection.schema';
import type { Styles } from '../terminal/styles';
import { facts } from '../terminal/table';
import { timeText } from '../terminal/times';

/** Whose calendar it is, and what somebody is to do about it. */
export function connectionText(connection: z.output<typeof connectionView>, styles: Styles): string {
  const { state, provider, owner, calendar, connectedBy, connectedAt, revokedAt } = connection;
  if (state === 'none') return noneText(connection.offered);
  const told: [string, string | null][] = [
    ['state', state === 'connected' ? styles.green(state) : styles.red(state)],
    ['provider', provider],
    ['owner', owner],
    ['calendar', calendar],
    ['connected', `${timeText(connectedAt ?? '')} by ${connectedBy ?? ''}`],
    ['revoked', revokedAt && timeText(revokedAt)],
    [
      'waiting',
      connection.waiting === 0 ? null : `${connection.waiting} appointments are not shown as they are`,
    ],
    ['trouble', connection.trouble],
    ['to do', connection.todo],
  ];
  return facts(
    told.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    styles,
  );
}

function noneText(offered: readonly string[]): string {
  const how =
    offered.length === 0
      ? 'This server has no client id of Google or Microsoft: see docs/operations.md.'
      : `Connect one with: hilo calendar connect ${offered.join('|')}`;
  return `No calendar is connected; appointments are given by the working hours alone. ${how}`;
}
