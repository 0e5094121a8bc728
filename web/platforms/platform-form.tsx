import { notifications } from '@mantine/notifications';
import { PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { CREDENTIAL_FIELDS, type CredentialField } from './credential-fields';
import { KeepPlatform } from './keep-platform';
import { usePutPlatform, type BotPlatform, type PlatformName } from './platforms-data';
import { platformsMessages } from './platforms.messages';

interface PlatformFormProps {
  botId: string;
  platform: PlatformName;
  there: BotPlatform | null;
  onDone: () => void;
}

type Whose = 'own' | 'shared';

/** Everything that a bot is on a platform with, typed anew: what is kept is never shown. */
export function PlatformForm({ botId, platform, there, onDone }: PlatformFormProps) {
  const t = useMessages(platformsMessages);
  const fields = CREDENTIAL_FIELDS[platform];
  const put = usePutPlatform({ botId, platform });
  const [whose, setWhose] = useState<Whose>(fields.length === 0 || there?.shared === true ? 'shared' : 'own');
  const [isActive, setActive] = useState(there?.isActive ?? true);
  const [typed, setTyped] = useState<Record<string, string>>(() => initial(fields));
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = { credentials: whose === 'own' ? typed : null, isActive };
    put.mutate(wish, {
      onSuccess: ({ webhookProblem }) => {
        const message = webhookProblem ?? t.kept(t.names[platform]);
        notifications.show({ message, color: webhookProblem === null ? 'teal' : 'yellow' });
        onDone();
      },
    });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {fields.length > 0 && <WhoseChoice whose={whose} onChoose={setWhose} />}
        {whose === 'own' &&
          fields.map((field) => (
            <Field
              key={field.name}
              field={field}
              value={typed[field.name] ?? ''}
              onChange={(value) => setTyped({ ...typed, [field.name]: value.trim() })}
            />
          ))}
        <Text size="sm" c="dimmed">
          {whose === 'own' ? t.neverShown : t.sharedHint}
        </Text>
        <KeepPlatform isActive={isActive} onActive={setActive} put={put} />
      </Stack>
    </form>
  );
}

function WhoseChoice({ whose, onChoose }: { whose: Whose; onChoose: (whose: Whose) => void }) {
  const t = useMessages(platformsMessages);
  const data = [
    { value: 'own' as const, label: t.own },
    { value: 'shared' as const, label: t.shared },
  ];
  return <SegmentedControl aria-label={t.credentials} value={whose} onChange={onChoose} data={data} />;
}

interface FieldProps {
  field: CredentialField;
  value: string;
  onChange: (value: string) => void;
}

function Field({ field: { name, isSecret, placeholder }, value, onChange }: FieldProps) {
  const t = useMessages(platformsMessages);
  const Input = isSecret ? PasswordInput : TextInput;
  return (
    <Input
      label={t.fields[name]}
      description={t.hints[name]}
      required
      autoComplete="off"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      {...(placeholder !== undefined && { placeholder })}
    />
  );
}

function initial(fields: readonly CredentialField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, initial: value = '' }) => [name, value]));
}
