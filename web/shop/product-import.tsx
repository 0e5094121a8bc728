import { Alert, Button, List, Modal } from '@mantine/core';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useLanguage, useMessages } from '../language/language';
import { faultInWords } from '../parts/fault-in-words';
import { ProblemAlert } from '../parts/problem-alert';
import { UploadButton } from '../parts/upload-button';
import { useImportProducts } from './shop-writes';
import { shopMessages } from './shop.messages';

/** Takes a catalogue from a CSV, and says what became of its rows. */
export function ProductImport() {
  const t = useMessages(shopMessages);
  const upload = useImportProducts();
  return (
    <>
      <UploadButton
        label={t.import}
        accept=".csv,text/csv"
        isPending={upload.isPending}
        onChoose={([file]) => upload.mutate(file)}
      />
      <Modal
        opened={upload.isError || upload.isSuccess}
        onClose={upload.reset}
        title={t.import}
        withCloseButton={false}
        size="lg"
      >
        {upload.isError && <ProblemAlert error={upload.error} />}
        {upload.data && <Result result={upload.data} />}
        <Button mt="md" onClick={upload.reset}>
          {t.close}
        </Button>
      </Modal>
    </>
  );
}

function Result({ result }: { result: View<'ProductImportResult'> }) {
  const t = useMessages(shopMessages);
  const { language } = useLanguage();
  const { number } = useFormats();
  const { created, updated, refused, errors } = result;
  return (
    <Alert
      color={refused === 0 ? 'teal' : 'yellow'}
      role="status"
      title={t.imported(number(created), number(updated), number(refused))}
    >
      <List size="sm">
        {errors.map(({ line, column, ...fault }) => (
          <List.Item key={`${line} ${column ?? ''} ${fault.reason}`}>
            {t.lineOf(number(line), column ?? '')} {faultInWords(fault, language)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
