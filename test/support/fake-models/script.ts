import { z } from 'zod';

const calls = z.array(z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) })).min(1);

/** What a fake model does with one request. */
export const behaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('calls'), calls, text: z.string().default('') }),
  /** Goes on with the shop's dialogue as the offline model would, after a while if it is told to. */
  z.object({ kind: z.literal('play'), afterMs: z.number().int().min(0).default(0) }),
  z.object({ kind: z.literal('too-many'), retryAfterSeconds: z.number().int().min(0).optional() }),
  z.object({ kind: z.literal('fail'), status: z.number().int().min(400).max(599).default(500) }),
  /** Answers after a while, a minute unless told; whoever waits is let go when the fake closes. */
  z.object({ kind: z.literal('hang'), ms: z.number().int().min(0).default(60_000) }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('invalid-json') }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('malformed-call') }),
  z.object({ kind: z.literal('unknown-tool') }),
]);
export type Behaviour = z.infer<typeof behaviour>;
/** The same as a test writes it. */
export type ScriptedBehaviour = z.input<typeof behaviour>;
