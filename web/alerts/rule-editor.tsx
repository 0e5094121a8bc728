import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { SecretOnce } from '../parts/secret-once';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { ActionFields } from './action-fields';
import styles from './alerts.module.css';
import { ConditionFields } from './condition-fields';
import { RuleFields, ScopeFields } from './rule-fields';
import { DeleteRule, WebhookSecret } from './rule-hands';
import { draftOfValues, type RuleValues } from './rule-values';
import { ruleMessages } from './rule.messages';
import { useSaveRule } from './rules-data';
import { TestBox } from './test-box';
import { useRuleNames } from './use-rule-names';

interface RuleEditorProps {
  /** Null for a rule that is not kept yet. */
  id: string | null;
  initial: RuleValues;
  /** Of the secret of its webhooks. */
  fingerprint: string | null;
}

/** The form of a rule, with the box that tries it before it is kept. */
export function RuleEditor({ id, initial, fingerprint }: RuleEditorProps) {
  const t = useMessages(ruleMessages);
  const mayWrite = may(useOperator(), 'admin');
  const { form, save, secret, onSubmit, setSecret, leave } = useRuleForm(id, initial);
  return (
    <div className={styles['editor']}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="lg">
          <Panel title={t.about}>
            <RuleFields form={form} />
          </Panel>
          <Panel title={t.watch}>
            <Stack>
              <ConditionFields form={form} />
              <ScopeFields form={form} />
            </Stack>
          </Panel>
          <Panel title={t.does}>
            <ActionFields form={form} />
            {id !== null && fingerprint !== null && (
              <WebhookSecret id={id} fingerprint={fingerprint} onSecret={setSecret} />
            )}
          </Panel>
          {save.isError && <ProblemAlert error={save.error} />}
          {mayWrite && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {t.save}
              </Button>
              {id !== null && <DeleteRule id={id} name={initial.name} />}
            </Group>
          )}
        </Stack>
      </form>
      <TestBox rule={() => draftOfValues(form.values)} />
      <SecretOnce title={t.secret} hint={t.secretHint} secret={secret} onClose={leave} />
    </div>
  );
}

/** The form and what becomes of it: a new rule leads back to the others, once the secret that it made was seen. */
function useRuleForm(id: string | null, initial: RuleValues) {
  const t = useMessages(ruleMessages);
  const [, goTo] = useLocation();
  const [secret, setSecret] = useState<string | null>(null);
  const names = useRuleNames();
  const save = useSaveRule();
  const form = useForm<RuleValues>({
    initialValues: initial,
    validate: { name: (name) => (name.trim() === '' ? t.missing : null) },
  });
  const leave = () => {
    setSecret(null);
    if (id === null) goTo('/alerts/rules');
  };
  const onSaved = ({ webhookSecret }: { webhookSecret: string | null }) => {
    notifications.show({ message: t.saved });
    setSecret(webhookSecret);
    if (webhookSecret === null) leave();
  };
  const onSubmit = form.onSubmit((values) =>
    save.mutate(
      { id, draft: draftOfValues({ ...values, name: names.kept(values.name) }) },
      { onSuccess: onSaved },
    ),
  );
  return { form, save, secret, setSecret, leave, onSubmit };
}
