import { CloseButton, Select, Text, Tooltip } from '@mantine/core';
import { useId } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { MessageLog } from './message-log';
import styles from './phone.module.css';
import type { Phone } from './phones';
import { usePhoneMessages, useWrite, type Bot } from './simulator-data';
import { simulatorMessages } from './simulator.messages';
import { WriteBar } from './write-bar';

interface PhoneCardProps {
  phone: Phone;
  bots: readonly Bot[];
  onChange: (phone: Phone) => void;
  onRemove: () => void;
}

/** One phone: whom it writes to, what was said, and where it writes. */
export function PhoneCard({ phone, bots, onChange, onRemove }: PhoneCardProps) {
  const t = useMessages(simulatorMessages);
  const mayWrite = may(useOperator(), 'agent');
  const heading = useId();
  const messages = usePhoneMessages(phone.number);
  const bot = bots.find(({ id }) => id === phone.bot) ?? null;
  const write = useWrite({ phone: phone.number, bot: bot?.id ?? null });
  return (
    <section className={styles['phone']} aria-labelledby={heading}>
      <header className={styles['top']}>
        <Text
          component="h2"
          id={heading}
          fw={600}
          fz="md"
          className="tabular"
          aria-label={t.phone(phone.number)}
        >
          {phone.number}
        </Text>
        <Tooltip label={t.removeHint}>
          <CloseButton aria-label={t.remove(phone.number)} onClick={onRemove} />
        </Tooltip>
        <BotChoice phone={phone} bots={bots} onChange={onChange} />
      </header>
      <Shown query={messages}>
        {({ messages: said }) => (
          <MessageLog
            name={t.messages(phone.number)}
            messages={said}
            onChoose={mayWrite ? (choice) => write.mutate({ choice }) : null}
          />
        )}
      </Shown>
      {write.isError && <ProblemAlert error={write.error} />}
      {mayWrite ? (
        <WriteBar
          isWriting={write.isPending}
          canAttach={bot !== null}
          onWrite={(said) => write.mutateAsync(said)}
        />
      ) : (
        <Text size="sm" c="dimmed" p="sm">
          {t.readOnly}
        </Text>
      )}
    </section>
  );
}

/** Whom the phone writes to. */
function BotChoice({ phone, bots, onChange }: Omit<PhoneCardProps, 'onRemove'>) {
  const t = useMessages(simulatorMessages);
  return (
    <Select
      className={styles['bot']}
      size="xs"
      aria-label={t.bot}
      placeholder={t.newestBot}
      data={bots.map(({ id, name }) => ({ value: id, label: name }))}
      value={phone.bot}
      onChange={(chosen) => onChange({ ...phone, bot: chosen })}
      clearable
    />
  );
}
