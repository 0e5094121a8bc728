import type { Agent, Dispatcher } from 'undici';

/** Says of an error whether it kept a connection of the agent from coming about, so that no byte was sent. */
export function connectionFaultsOf(agent: Agent): (error: unknown) => boolean {
  const faults = new WeakSet<object>();
  agent.on('connectionError', (_origin: URL, _targets: readonly Dispatcher[], error: Error) => {
    faults.add(error);
  });
  return (error) => isObject(error) && faults.has(error);
}

/** A fault in few words; a network error's own message can hold addresses, so only its code is kept. */
export function faultName(error: unknown): string {
  const fault: { name?: unknown; code?: unknown } = isObject(error) ? error : {};
  if (fault.name === 'TimeoutError') return 'no answer in time';
  if (fault.name === 'AbortError') return 'the call was cancelled';
  const code = [fault.code, fault.name].find((part) => typeof part === 'string') ?? 'unknown fault';
  return `the connection failed (${code})`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
