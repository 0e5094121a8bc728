import { Alert, Button, List, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { ProblemError, type Problem } from '../api/problem';
import { useLanguage, useMessages, type Language } from '../language/language';
import { partsMessages } from './parts.messages';
import { problemInWords } from './problem-in-words';

/** What happened and what to do about it; what exactly was wrong is said in the API's own words. */
export function ProblemAlert({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const t = useMessages(partsMessages);
  const { language } = useLanguage();
  const problem = error instanceof ProblemError ? worded(error.problem, language) : null;
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

function worded(problem: Problem, language: Language): Problem {
  return { ...problem, ...problemInWords(problem, language) };
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
      <Text size="sm" lang="en">
        {detail}
      </Text>
      {errors && errors.length > 0 && (
        <List size="sm" my={4} lang="en">
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
