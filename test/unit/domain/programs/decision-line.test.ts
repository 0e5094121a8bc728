import { decisionLine } from '../../../../domain/programs/decision-line';
import type { Decision, EvaluationOutcome } from '../../../../domain/programs/enrollment';

const at = { session: 2, day: 3 };
const send: Decision = { kind: 'send', ...at, attempt: 1, failedRetries: 0, advanced: false };
const recorded: EvaluationOutcome = { kind: 'recorded' };

test.each<[string, Decision, EvaluationOutcome]>([
  ['sent S2D3, attempt 1', send, { kind: 'sent', result: 'SM1' }],
  [
    'sent S2D3, attempt 1, moved on after a failed retry',
    { ...send, failedRetries: 1, advanced: true },
    { kind: 'sent', result: 'SM1' },
  ],
  ['refused S2D3, attempt 1: 63016 no template', send, { kind: 'refused', result: '63016 no template' }],
  ['skipped: waiting for S2D3, failed retries 1', { kind: 'wait', ...at, failedRetries: 1 }, recorded],
  [
    'excluded: 2 failed retries in a row',
    { kind: 'exclude', ...at, failedRetries: 2, reason: '2 failed retries in a row' },
    recorded,
  ],
  ['skipped: S2D3 is undeliverable', { kind: 'skip', reason: 'undeliverable', ...at }, recorded],
  ['skipped: already sent today', { kind: 'skip', reason: 'already sent today', ...at }, recorded],
  ['skipped: enrollment is not active', { kind: 'skip', reason: 'enrollment is not active' }, recorded],
  [
    'held: outside contact hours until 07:00',
    send,
    { kind: 'held', reason: 'outside contact hours until 07:00' },
  ],
  ['stopped: opted out', send, { kind: 'opted-out' }],
  [
    'new progress: S2D3, deciding again',
    send,
    { kind: 'superseded', progress: [{ ...at, status: 2, at: 0 }] },
  ],
])('the decision log reads "%s"', (line, decision, outcome) => {
  expect(decisionLine(decision, outcome)).toBe(line);
});
