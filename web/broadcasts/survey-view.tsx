import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Facts } from '../parts/facts';
import styles from './broadcasts.module.css';
import { broadcastsMessages } from './broadcasts.messages';
import { RefusedRows } from './rejected-table';
import type { Survey } from './wizard-data';
import { wizardMessages } from './wizard.messages';

/** What a list comes to: who gets what, who does not and why, how long it takes and what it costs. */
export function SurveyView({ survey }: { survey: Survey }) {
  const t = useMessages(wizardMessages);
  const { number } = useFormats();
  const { rejected, problems, samples } = survey;
  return (
    <Stack gap="lg">
      <Forecast survey={survey} />
      {rejected > 0 && (
        <div>
          <Alert color="yellow" role="status" title={t.without(number(rejected))} mb="sm">
            <Reasons survey={survey} />
          </Alert>
          <RefusedRows rows={problems} />
        </div>
      )}
      <div>
        <Title order={2} size="h5" mb="xs">
          {t.samples}
        </Title>
        <Stack gap="sm">
          {samples.map(({ line, to, text }) => (
            <div key={line}>
              <Text size="xs" c="dimmed" className="tabular" mb={2}>
                {to}
              </Text>
              <div className={styles['bubble']}>{text}</div>
            </div>
          ))}
        </Stack>
      </div>
    </Stack>
  );
}

function Reasons({ survey: { reasons } }: { survey: Survey }) {
  const { number } = useFormats();
  const words: Readonly<Record<string, string>> = useMessages(broadcastsMessages).refusals;
  return (
    <List size="sm">
      {reasons.map(({ reason, count }) => (
        <List.Item key={reason}>{`${words[reason] ?? reason}: ${number(count)}`}</List.Item>
      ))}
    </List>
  );
}

function Forecast({ survey: { rows, accepted, forecast } }: { survey: Survey }) {
  const t = useMessages(wizardMessages);
  const { number, duration, money } = useFormats();
  const { seconds, cost } = forecast;
  const facts = [
    { name: t.rows, value: number(rows) },
    { name: t.messages, value: number(accepted) },
    { name: t.takes, value: seconds === null ? t.asFast : duration(seconds) },
    { name: t.costs, value: cost === null ? t.unpriced : money(cost.minor, cost.currency) },
  ];
  return <Facts isLarge facts={facts} />;
}
