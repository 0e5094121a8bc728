import type { MetricMeter } from '@temporalio/common';
import type { Channel } from '../channels/channel';
import { inSpan } from '../observability/spans';

export const PROVIDER_CALLS = 'hilo_provider_call_milliseconds';
/** Upper bounds of its buckets; a call is given up after some ten seconds. */
export const PROVIDER_CALL_BUCKETS = [10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000];

/** Makes channels of a worker count, and trace: how long each call of a provider took, and how it came out. */
export function createChannelMeter(meter: MetricMeter): (channel: Channel) => Channel {
  const calls = meter.createHistogram(
    PROVIDER_CALLS,
    'float',
    'ms',
    'Calls of providers by channel and outcome',
  );
  return (channel) => ({
    ...channel,
    async send(message) {
      const began = performance.now();
      const outcome = await inSpan(`send ${channel.name}`, { 'hilo.channel': channel.name }, async (span) => {
        const sent = await channel.send(message);
        span.setAttribute('hilo.outcome', sent.kind);
        return sent;
      });
      calls.record(performance.now() - began, { channel: channel.name, outcome: outcome.kind });
      return outcome;
    },
  });
}
