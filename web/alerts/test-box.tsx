import { Badge, Button, Group, Spoiler, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import styles from './alerts.module.css';
import { ruleMessages } from './rule.messages';
import { useTryText, type Draft, type Tried } from './rules-data';
import { useReasonWords } from './use-reason-words';
import { useRuleNames } from './use-rule-names';

/** Says what a text would raise: of the rules that are kept, or of one as it stands in its form. */
export function TestBox({ rule }: { rule: (() => Draft) | null }) {
  const t = useMessages(ruleMessages);
  const [text, setText] = useState('');
  const trial = useTryText();
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    trial.mutate({ text, rule: rule && { ...rule(), name: rule().name || t.newRule, isActive: true } });
  };
  return (
    <Panel title={t.tryTitle}>
      <form onSubmit={onSubmit}>
        <Stack align="flex-start">
          <Textarea
            w="100%"
            label={t.text}
            description={rule === null ? t.tryRulesHint : t.tryRuleHint}
            placeholder={t.textExample}
            autosize
            minRows={2}
            maxRows={8}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button type="submit" variant="light" loading={trial.isPending}>
            {t.try}
          </Button>
        </Stack>
      </form>
      {trial.isError && <ProblemAlert error={trial.error} />}
      <div role="status">{trial.data && <Result tried={trial.data} isOne={rule !== null} />}</div>
    </Panel>
  );
}

function Result({ tried: { sentiment, fires }, isOne }: { tried: Tried; isOne: boolean }) {
  const t = useMessages(ruleMessages);
  const { number } = useFormats();
  const wordsOf = useReasonWords();
  const names = useRuleNames();
  return (
    <Stack gap="sm" mt="md">
      <Text size="sm" c="dimmed">
        {sentiment === null ? t.noSentiment : t.sentiment(number(sentiment))}
      </Text>
      {fires.length === 0 && <Text fw={500}>{isOne ? t.silent : t.noneFires}</Text>}
      {fires.map(({ ruleId, name, why, reason, actions }) => (
        <div key={ruleId}>
          <Group gap="xs">
            <Badge color="hilo" tt="none">
              {t.fires}
            </Badge>
            <Text fw={600}>{names.shown(name)}</Text>
          </Group>
          <Text size="sm">{wordsOf({ why, reason })}</Text>
          {actions.map(({ would, content }, index) => (
            <div key={`${index} ${would}`}>
              <Text size="sm" mt={4}>
                {t.would} {would}
              </Text>
              {content !== null && (
                <Spoiler maxHeight={0} showLabel={t.content} hideLabel={t.hideContent} fz="sm">
                  <pre className={styles['content']}>{content}</pre>
                </Spoiler>
              )}
            </div>
          ))}
        </div>
      ))}
    </Stack>
  );
}
