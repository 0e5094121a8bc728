import { Alert, Button, List, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { ProblemError, type Problem } from '../api/problem';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';

/** What happened and what to do about it, in the words of the API where it said any. */
export function ProblemAlert({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const t = useMessages(partsMessages);
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <Alert color="red" role="alert" icon={<CircleAlert aria-hidden />} title={titleOf(problem, t)} my="md">
      {problem !== null && <Details problem={problem} />}
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t.retry}
        </Button>
      )}
    </Alert>
  );
}

function titleOf(problem: Problem | null, t: (typeof partsMessages)['en']): string {
  if (problem === null) return t.unexpected;
  if (problem.code === 'unreachable') return t.unreachable;
  return problem.code === 'unreadable' ? t.unreadable : problem.title;
}

function Details({ problem: { code, detail, hint, errors, requestId } }: { problem: Problem }) {
  const t = useMessages(partsMessages);
  if (code === 'unreachable') return t.unreachableHint;
  return (
    <>
      <Text size="sm">{detail}</Text>
      {errors && errors.length > 0 && (
        <List size="sm" my={4}>
          {errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              {path === '' ? '' : `${path}: `}
              {message}
            </List.Item>
          ))}
        </List>
      )}
      <Text size="sm">{hint}</Text>
      {requestId !== '' && (
        <Text size="xs" c="dimmed" mt={4}>
          {t.request(requestId)}
        </Text>
      )}
    </>
  );
}
