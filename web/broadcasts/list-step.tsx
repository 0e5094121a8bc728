import { Group, Select, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { ScrollBox } from '../parts/scroll-box';
import { UploadButton } from '../parts/upload-button';
import { broadcastsMessages } from './broadcasts.messages';
import type { StepProps } from './new-broadcast-page';
import { useOpenList, useSenders, type List, type Sender } from './wizard-data';
import { wizardMessages } from './wizard.messages';

/** Whom it goes to, and through what. */
export function ListStep({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  const open = useOpenList();
  const onChoose = ([file]: [File, ...File[]]) => {
    const forgotten = { addressColumn: null, nameColumn: null, variables: {} };
    open.mutate(file, { onSuccess: (list) => onChange({ list, ...forgotten }) });
  };
  return (
    <Stack gap="lg">
      <Text>{t.listLead}</Text>
      <Group>
        <UploadButton
          label={plan.list === null ? t.chooseFile : t.otherFile}
          accept=".csv,text/csv,text/plain"
          variant={plan.list === null ? 'filled' : 'default'}
          isPending={open.isPending}
          onChoose={onChoose}
        />
        {plan.list && <Text fw={600}>{plan.list.file.name}</Text>}
      </Group>
      {open.isError && <ProblemAlert error={open.error} />}
      {plan.list && (
        <>
          <SimpleGrid cols={{ base: 1, md: 3 }}>
            <SenderChoice plan={plan} onChange={onChange} />
            <ColumnChoice
              label={t.addressColumn}
              list={plan.list}
              chosen={plan.addressColumn}
              onChoose={(addressColumn) => onChange({ addressColumn })}
            />
            <ColumnChoice
              label={t.nameColumn}
              list={plan.list}
              chosen={plan.nameColumn}
              onChoose={(nameColumn) => onChange({ nameColumn })}
            />
          </SimpleGrid>
          <FirstRows list={plan.list} />
        </>
      )}
    </Stack>
  );
}

function SenderChoice({ plan, onChange }: StepProps) {
  const t = useMessages(wizardMessages);
  const { channels } = useMessages(broadcastsMessages);
  const senders = useSenders().data?.items ?? [];
  const nameOf = ({ channel, bot }: Sender) =>
    bot === null ? channels[channel] : `${bot.name} · ${channels[channel]}`;
  return (
    <Select
      label={t.sender}
      allowDeselect={false}
      data={senders.map((sender) => ({ value: sender.sender, label: nameOf(sender) }))}
      value={plan.sender === '' ? (senders[0]?.sender ?? null) : plan.sender}
      onChange={(sender) => onChange({ sender: sender ?? '' })}
    />
  );
}

interface ColumnChoiceProps {
  label: string;
  list: List;
  chosen: string | null;
  onChoose: (column: string | null) => void;
}

function ColumnChoice({ label, list, chosen, onChoose }: ColumnChoiceProps) {
  const t = useMessages(wizardMessages);
  return (
    <Select
      label={label}
      placeholder={t.byItsName}
      clearable
      data={list.columns.filter((column) => column !== '')}
      value={chosen}
      onChange={onChoose}
    />
  );
}

function FirstRows({ list: { columns, rows } }: { list: List }) {
  const t = useMessages(wizardMessages);
  return (
    <div>
      <Title order={2} size="h5" mb="xs">
        {t.firstRows}
      </Title>
      <ScrollBox label={t.firstRows}>
        <Table miw={480}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, place) => (
                <Table.Th key={`${place} ${column}`}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((cells, line) => (
              <Table.Tr key={`${line} ${cells.join()}`}>
                {columns.map((column, place) => (
                  <Table.Td key={`${place} ${column}`} className="tabular">
                    {cells[place]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollBox>
    </div>
  );
}
