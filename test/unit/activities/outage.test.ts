import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { QueryFailedError } from 'typeorm';
import { later } from '../../../activities/later';
import { isOutage, kindOfFailure } from '../../../activities/outage';

const coded = (code: string, message = 'ana@example.com') => Object.assign(new Error(message), { code });
const query = (code: string) => new QueryFailedError('SELECT 1', [], coded(code));
const named = (name: string) => Object.assign(new Error('away'), { name });

describe('an outage', () => {
  it.each([
    ['a connection of Postgres', query('08006')],
    ['a deadlock', query('40P01')],
    ['a transaction that has to be repeated', query('40001')],
    ['a full disk', query('53100')],
    ['too many connections', query('53300')],
    ['a lock that could not be had', query('55P03')],
    ['Postgres shutting down', query('57P01')],
    ['Postgres starting', query('57P03')],
    ['a server that only reads', query('25006')],
    ['nobody listening', coded('ECONNREFUSED')],
    ['a name that is not found', coded('EAI_AGAIN')],
    ['a disk of our own', coded('ENOSPC')],
    ['what another error was caused by', new Error('read', { cause: coded('ECONNRESET') })],
    ['a connection that was lost', new Error('Connection terminated unexpectedly')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a pool that was closed', new Error('Cannot use a pool after calling end on the pool')],
    ['MongoDB that cannot be found', named('MongooseServerSelectionError')],
    ['MongoDB that is lost', named('MongoNetworkError')],
    ['a call that was given up', named('AbortError')],
    ['what asks to wait', later('429', 1000)],
    ['what was cancelled', new CancelledFailure('cancelled')],
  ])('is %s', (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    ['a defect', new TypeError('undefined is not a function')],
    ['a value that Postgres refuses', query('22P05')],
    ['a broken constraint', query('23503')],
    ['a table that is not there', query('42P01')],
    ['words of a person', new Error('they wrote: Connection terminated')],
    ['a refusal', ApplicationFailure.nonRetryable('no', 'Refused')],
    ['what is no error', 'ECONNREFUSED'],
  ])('is not %s', (_, error) => {
    expect(isOutage(error)).toBe(false);
  });
});

describe('the kind of a failure', () => {
  it('is its name and its code, and none of its words', () => {
    expect(kindOfFailure(query('22P05'))).toBe('QueryFailedError 22P05');
    expect(kindOfFailure(new TypeError('ana@example.com'))).toBe('TypeError');
    expect(kindOfFailure(coded('ana@example.com'))).toBe('Error');
    expect(kindOfFailure('ana@example.com')).toBe('unknown');
  });
});
