import { Group, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { ruleMessages } from './rule.messages';
import { useDeleteRule, useRenewSecret } from './rules-data';

interface WebhookSecretProps {
  id: string;
  fingerprint: string;
  onSecret: (secret: string) => void;
}

/** What the webhooks of a rule are signed with, and the way to another one. */
export function WebhookSecret({ id, fingerprint, onSecret }: WebhookSecretProps) {
  const t = useMessages(ruleMessages);
  const mayWrite = may(useOperator(), 'admin');
  const renew = useRenewSecret(id);
  return (
    <>
      <Group mt="md" gap="sm">
        <Text size="sm">{t.fingerprint(fingerprint)}</Text>
        {mayWrite && (
          <ConfirmButton
            label={t.renew}
            says={t.renewSays}
            size="xs"
            loading={renew.isPending}
            onConfirm={() => renew.mutate(undefined, { onSuccess: ({ secret }) => onSecret(secret) })}
          />
        )}
      </Group>
      {renew.isError && <ProblemAlert error={renew.error} />}
    </>
  );
}

/** Deletes a rule, and leads back to the others. */
export function DeleteRule({ id, name }: { id: string; name: string }) {
  const t = useMessages(ruleMessages);
  const [, goTo] = useLocation();
  const remove = useDeleteRule(id);
  return (
    <>
      <ConfirmButton
        label={t.delete}
        says={t.deleteSays(name)}
        color="red"
        loading={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => goTo('/alerts/rules') })}
      />
      {remove.isError && <ProblemAlert error={remove.error} />}
    </>
  );
}
