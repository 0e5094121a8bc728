import { Alert, Checkbox, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { TriangleAlert } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { KeepPlatform } from './keep-platform';
import { usePutPlatform, type BotPlatform } from './platforms-data';
import { whatsAppWebMessages } from './whatsapp-web.messages';

interface WhatsAppWebFormProps {
  botId: string;
  there: BotPlatform | null;
  onDone: () => void;
}

/** Puts a bot on WhatsApp Web, once somebody accepted what WhatsApp says of that. */
export function WhatsAppWebForm({ botId, there, onDone }: WhatsAppWebFormProps) {
  const t = useMessages(whatsAppWebMessages);
  const put = usePutPlatform({ botId, platform: 'whatsapp-web' });
  const [isAccepted, setAccepted] = useState(false);
  const [isActive, setActive] = useState(there?.isActive ?? true);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    put.mutate(
      { credentials: { termsAccepted: true }, isActive },
      {
        onSuccess: () => {
          notifications.show({ message: t.kept, color: 'teal' });
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Alert color="red" icon={<TriangleAlert size={18} aria-hidden />} title={t.termsTitle}>
          {t.terms}
        </Alert>
        <Checkbox
          label={t.accept}
          required
          checked={isAccepted}
          onChange={({ currentTarget }) => setAccepted(currentTarget.checked)}
        />
        <KeepPlatform isActive={isActive} onActive={setActive} put={put} disabled={!isAccepted} />
      </Stack>
    </form>
  );
}
