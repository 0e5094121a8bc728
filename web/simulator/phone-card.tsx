import { CloseButton, Select, Text, Tooltip } from '@mantine/core';
import { useId, useState } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { MessageLog } from './message-log';
import styles from './phone.module.css';
import { PlatformChoice } from './platform-choice';
import type { Phone } from './phones';
import { usePhoneMessages, useWrite, type Bot, type Written } from './simulator-data';
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
  const as = phone.as ?? null;
  const messages = usePhoneMessages(phone.number, as);
  const bot = bots.find(({ id }) => id === phone.bot) ?? null;
  const write = useWrite({ phone: phone.number, bot: bot?.id ?? null });
  const { refusal, onWrite } = useRefusal(write.mutateAsync);
  return (
    <section className={styles['phone']} aria-labelledby={heading}>
      <PhoneTop heading={heading} phone={phone} bots={bots} onChange={onChange} onRemove={onRemove} />
      <Shown query={messages}>
        {({ messages: said }) => (
          <MessageLog
            name={t.messages(phone.number)}
            messages={said}
            as={as}
            onChoose={
              mayWrite ? (choice) => void onWrite({ id: crypto.randomUUID(), choice }).catch(nothing) : null
            }
          />
        )}
      </Shown>
      {refusal && <ProblemAlert error={refusal} />}
      {mayWrite ? (
        <WriteBar isWriting={write.isPending} canAttach={bot !== null} onWrite={onWrite} />
      ) : (
        <Text size="sm" c="dimmed" p="sm">
          {t.readOnly}
        </Text>
      )}
    </section>
  );
}

/** Its number, whom it writes to, and what it is shown as. */
function PhoneTop({ heading, phone, bots, onChange, onRemove }: PhoneCardProps & { heading: string }) {
  const t = useMessages(simulatorMessages);
  return (
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
      <div className={styles['choose']}>
        <BotChoice phone={phone} bots={bots} onChange={onChange} />
        <PlatformChoice phone={phone} onChange={onChange} />
      </div>
    </header>
  );
}

/** The last refusal, until something else is written: of several on their way, each may be refused. */
function useRefusal(write: (said: Written) => Promise<unknown>) {
  const [refusal, setRefusal] = useState<Error | null>(null);
  const onWrite = async (said: Written) => {
    setRefusal(null);
    try {
      await write(said);
    } catch (error) {
      setRefusal(error as Error);
      throw error;
    }
  };
  return { refusal, onWrite };
}

/** A refusal is shown above, by the phone. */
const nothing = () => undefined;

/** Whom the phone writes to. */
function BotChoice({ phone, bots, onChange }: Omit<PhoneCardProps, 'onRemove'>) {
  const t = useMessages(simulatorMessages);
  return (
    <Select
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
