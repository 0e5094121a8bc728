import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { Panel } from '../parts/panel';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useBusiness, useBusinessVersions, usePutBusiness, type BusinessVersion } from './business-data';
import { AboutFields, FactFields, PolicyFields, TextFields } from './business-fields';
import { settingsOf, valuesOf, type BusinessValues } from './business-values';
import { businessMessages } from './business.messages';
import { HoursFields } from './hours-fields';
import { SettingsForm } from './settings-form';
import { settingsMessages } from './settings.messages';

/** What the account says of itself, as it stands and as it stood. */
export function BusinessSection() {
  return <Shown query={useBusiness()}>{(business) => <BusinessEditor business={business} />}</Shown>;
}

function BusinessEditor({ business }: { business: BusinessVersion }) {
  const t = useMessages(businessMessages);
  const { saved } = useMessages(settingsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const put = usePutBusiness();
  const form = useForm<BusinessValues>({ initialValues: valuesOf(business) });
  const onSubmit = form.onSubmit((values) =>
    put.mutate(settingsOf(values), { onSuccess: () => notifications.show({ message: saved }) }),
  );
  const onBring = (version: BusinessVersion) => {
    form.setValues(valuesOf(version));
    notifications.show({ message: t.brought });
  };
  return (
    <Stack gap="lg">
      <SettingsForm onSubmit={onSubmit} put={put}>
        <Text c="dimmed">{t.lead}</Text>
        <Panel title={t.about}>
          <AboutFields form={form} />
        </Panel>
        <Panel title={t.hours}>
          <HoursFields form={form} hint={t.hoursHint} />
        </Panel>
        <Panel title={t.policy}>
          <PolicyFields form={form} />
        </Panel>
        <Panel title={t.facts}>
          <FactFields form={form} />
        </Panel>
        <Panel title={t.texts}>
          <TextFields form={form} />
        </Panel>
      </SettingsForm>
      <Versions current={business.version} onBring={mayWrite ? onBring : null} />
    </Stack>
  );
}

interface VersionsProps {
  current: number;
  /** Null for who may not write. */
  onBring: ((version: BusinessVersion) => void) | null;
}

function Versions({ current, onBring }: VersionsProps) {
  const t = useMessages(businessMessages);
  const { moment } = useFormats();
  const versions = useBusinessVersions();
  return (
    <Panel title={t.versions}>
      <Shown query={versions}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t.noVersions} />;
          return (
            <Table>
              <Table.Tbody>
                {items.map((version) => (
                  <Table.Tr key={version.version}>
                    <Table.Td fw={600}>{t.version(String(version.version))}</Table.Td>
                    <Table.Td>
                      {version.changedBy} {version.changedAt !== null && moment(version.changedAt)}
                    </Table.Td>
                    <Table.Td ta="right">
                      {version.version === current && <Badge tt="none">{t.current}</Badge>}
                      {version.version !== current && onBring && (
                        <Button
                          variant="default"
                          size="xs"
                          aria-label={t.bringOf(String(version.version))}
                          onClick={() => onBring(version)}
                        >
                          {t.bring}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Shown>
      <ShowMore query={versions} />
    </Panel>
  );
}
