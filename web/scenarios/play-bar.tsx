import { Button, Group, JsonInput, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { saidIn, textIn, type Loose } from './read-scenario';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';
import type { Move, Played } from './scenarios-data';
import { optionsOf } from './ways-of';

interface PlayBarProps {
  state: Played['state'];
  /** The step it stands on, as it is written just now. */
  step: Loose;
  onMove: (move: Move) => void;
}

/** What can happen next: the person writes or taps, a backend answers, time passes. */
export function PlayBar({ state, step, onMove }: PlayBarProps) {
  return (
    <Stack gap="xs" mt="sm">
      <Options state={state} step={step} onMove={onMove} />
      {state.waitingFor === 'call' && <BackendAnswer onMove={onMove} />}
      <Others state={state} onMove={onMove} />
      <WriteBar onMove={onMove} />
    </Stack>
  );
}

function Options({ state: { language }, step, onMove }: PlayBarProps) {
  const options = optionsOf(step);
  if (options.length === 0) return null;
  return (
    <Group gap="xs">
      {options.map(({ id, label }, index) => (
        <Button
          key={textIn(id) ?? index}
          size="compact-sm"
          variant="light"
          onClick={() => onMove({ picks: textIn(id) ?? '', says: saidIn(label, language) })}
        >
          {saidIn(label, language)}
        </Button>
      ))}
    </Group>
  );
}

/** What no person does: the clock, the agent, somebody of the team. */
function Others({ state: { waitingFor, timers }, onMove }: Omit<PlayBarProps, 'step'>) {
  const t = useMessages(scenariosMessages);
  const { moment } = useFormats();
  const [timer] = timers.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return (
    <Group gap="xs">
      {timer && (
        <Button size="compact-sm" variant="default" onClick={() => onMove({ waits: 'next' })}>
          {t.waitUntil(moment(timer.at))}
        </Button>
      )}
      {waitingFor === 'person' && (
        <Button size="compact-sm" variant="default" onClick={() => onMove({ returns: true })}>
          {t.giveBack}
        </Button>
      )}
      {waitingFor === 'agent' && (
        <Button size="compact-sm" variant="default" onClick={() => onMove({ agentFinds: {} })}>
          {t.agentDone}
        </Button>
      )}
    </Group>
  );
}

function BackendAnswer({ onMove }: Pick<PlayBarProps, 'onMove'>) {
  const t = useMessages(scenariosMessages);
  const [status, setStatus] = useState<number | string>(200);
  const [body, setBody] = useState('{}');
  const answer = () => {
    const parsed = bodyIn(body);
    if (parsed) onMove({ answers: { status: Number(status), body: parsed.value } });
  };
  return (
    <div className={styles['answer']}>
      <NumberInput label={t.status} value={status} onChange={setStatus} min={100} max={599} hideControls />
      <JsonInput
        label={t.answerBody}
        classNames={{ input: styles['json'] ?? '' }}
        autosize
        maxRows={6}
        value={body}
        onChange={setBody}
        error={bodyIn(body) === null ? t.notJson : null}
      />
      <Group gap="xs">
        <Button size="compact-sm" onClick={answer}>
          {t.answer}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onMove({ callFails: 'timeout' })}>
          {t.callFails}
        </Button>
      </Group>
    </div>
  );
}

function bodyIn(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function WriteBar({ onMove }: Pick<PlayBarProps, 'onMove'>) {
  const t = useMessages(scenariosMessages);
  const [text, setText] = useState('');
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onMove({ says: text });
    setText('');
  };
  return (
    <form className={styles['bar']} onSubmit={onSubmit}>
      <TextInput
        className={styles['write'] ?? ''}
        aria-label={t.write}
        placeholder={t.write}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit">{t.send}</Button>
    </form>
  );
}
