import { Alert, Button, FileButton, Stack, Table, Text } from '@mantine/core';
import { Upload } from 'lucide-react';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useLanguage, useMessages } from '../language/language';
import { faultInWords } from '../parts/fault-in-words';
import { ProblemAlert } from '../parts/problem-alert';
import { useImport } from './programs-data';
import { programsMessages } from './programs.messages';

/** Takes contacts over from a CSV, and says what is wrong with which row. */
export function ImportPanel({ programId }: { programId: string }) {
  const t = useMessages(programsMessages);
  const upload = useImport(programId);
  return (
    <Stack align="flex-start">
      <Text>{t.importLead}</Text>
      <FileButton accept=".csv,text/csv" onChange={(file) => file && upload.mutate(file)}>
        {(props) => (
          <Button {...props} leftSection={<Upload size={16} aria-hidden />} loading={upload.isPending}>
            {t.chooseFile}
          </Button>
        )}
      </FileButton>
      {upload.isError && <ProblemAlert error={upload.error} />}
      {upload.data && <Result result={upload.data} />}
    </Stack>
  );
}

function Result({ result: { imported, rows, errorCount, errors } }: { result: View<'ImportResult'> }) {
  const t = useMessages(programsMessages);
  const { language } = useLanguage();
  const { number } = useFormats();
  return (
    <>
      <Alert
        color={errorCount === 0 ? 'teal' : 'yellow'}
        role="status"
        title={t.imported(number(imported), number(rows))}
      >
        {errorCount > 0 && t.rowErrors(number(errorCount))}
      </Alert>
      {errors.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{t.line}</Table.Th>
              <Table.Th>{t.column}</Table.Th>
              <Table.Th>{t.reason}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map(({ line, column, ...fault }) => (
              <Table.Tr key={`${line} ${column ?? ''} ${fault.reason}`}>
                <Table.Td ta="right" className="tabular">
                  {number(line)}
                </Table.Td>
                <Table.Td>{column ?? ''}</Table.Td>
                <Table.Td>{faultInWords(fault, language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
