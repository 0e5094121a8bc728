import { Anchor, Button, Group, Text, Title, Tooltip } from '@mantine/core';
import { CircleAlert, CircleCheck, Clock3 } from 'lucide-react';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useAlertStep, type Alert, type AlertAction } from './alerts-data';
import { alertsMessages } from './alerts.messages';
import styles from './alerts.module.css';
import { SeverityBadge } from './severity-badge';
import { useReasonWords } from './use-reason-words';
import { useRuleNames } from './use-rule-names';

/** One alert: what was found, what is done about it, and who takes care of it. */
export function AlertItem({ alert }: { alert: Alert }) {
  const t = useMessages(alertsMessages);
  const { moment } = useFormats();
  const wordsOf = useReasonWords();
  const names = useRuleNames();
  const { rule, severity, state, dialogId, raisedAt, actions } = alert;
  return (
    <li className={styles['alert']} data-severity={severity} data-state={state} data-alert={alert.id}>
      <div className={styles['about']}>
        <Group gap="sm">
          <SeverityBadge severity={severity} />
          <Title order={2} size="h4">
            {names.shown(rule.name)}
          </Title>
          <Text size="sm" c="dimmed">
            {moment(raisedAt)}
          </Text>
        </Group>
        <Words alert={alert} />
        <Text size="sm" c="dimmed">
          {wordsOf(alert)}
        </Text>
        {dialogId !== null && (
          <Anchor component={Link} href={`/conversations/${dialogId}`} size="sm">
            {t.conversation}
          </Anchor>
        )}
        {actions.length > 0 && <Done actions={actions} />}
        <Hands alert={alert} />
      </div>
      <Steps alert={alert} />
    </li>
  );
}

function Words({ alert: { message } }: { alert: Alert }) {
  const t = useMessages(alertsMessages);
  if (message === null) return null;
  return (
    <blockquote className={styles['quote']}>
      <Text size="xs" c="dimmed">
        {t[message.direction]}
      </Text>
      {message.text ?? t.noText}
    </blockquote>
  );
}

const SIGNS = { due: Clock3, done: CircleCheck, failed: CircleAlert } as const;

function Done({ actions }: { actions: readonly AlertAction[] }) {
  const t = useMessages(alertsMessages);
  const { number } = useFormats();
  return (
    <ul className={styles['done']} aria-label={t.actions}>
      {actions.map(({ id, kind, state, tries, reason }) => {
        const Sign = SIGNS[state];
        return (
          <li key={id} data-state={state} data-action={kind}>
            <Sign size={16} aria-hidden />
            <span>
              {t.kinds[kind]}: {t.actionStates[state]}
              {tries > 1 && `, ${t.tries(number(tries))}`}
              {reason !== null && state !== 'done' && ` (${reason})`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Who said that they take care of it, and when. */
function Hands({ alert: { acknowledged, resolved } }: { alert: Alert }) {
  const t = useMessages(alertsMessages);
  const { moment } = useFormats();
  const last = resolved ?? acknowledged;
  if (last === null) return null;
  return (
    <Text size="sm" mt="xs">
      {resolved ? t.stateOf.resolved : t.stateOf.acknowledged}: {t.by(last.by, moment(last.at))}
    </Text>
  );
}

function Steps({ alert: { id, state, actions } }: { alert: Alert }) {
  const t = useMessages(alertsMessages);
  const mayHandle = may(useOperator(), 'agent');
  const step = useAlertStep(id);
  if (!mayHandle) return null;
  const hasFailed = actions.some((action) => action.state === 'failed');
  return (
    <div>
      <div className={styles['hands']}>
        {hasFailed && (
          <Button variant="default" size="xs" disabled={step.isPending} onClick={() => step.mutate('retry')}>
            {t.retry}
          </Button>
        )}
        {state === 'open' && (
          <Tooltip label={t.acknowledgeHint}>
            <Button
              variant="default"
              size="xs"
              disabled={step.isPending}
              onClick={() => step.mutate('acknowledge')}
            >
              {t.acknowledge}
            </Button>
          </Tooltip>
        )}
        {state !== 'resolved' && (
          <Button size="xs" disabled={step.isPending} onClick={() => step.mutate('resolve')}>
            {t.resolve}
          </Button>
        )}
      </div>
      {step.isError && <ProblemAlert error={step.error} />}
    </div>
  );
}
