import { z } from 'zod';
import type { Move } from '../../../domain/conversations/play';
import { scenarioSchema } from './scenario.schema';
import { durationSchema, languageSchema, valueSchema, variableNameSchema } from './words.schema';

/** Moves one request may play. */
const MAX_MOVES = 200;

const reason = z.string().min(1).max(500);
const says = z.string().max(4096);
const facts = z.record(z.string().max(100), valueSchema);

const moveSchema: z.ZodType<Move, Move> = z
  .union([
    z.strictObject({ starts: z.record(variableNameSchema, valueSchema) }),
    z.strictObject({ says }),
    z.strictObject({ picks: z.string().min(1).max(100), says: says.exactOptional() }),
    z.strictObject({
      sends: z.strictObject({
        kind: z.enum(['image', 'video', 'audio', 'document']),
        media: z.string().min(1).max(200),
      }),
      says: says.exactOptional(),
    }),
    z.strictObject({ waits: z.union([z.literal('next'), durationSchema]) }),
    z.strictObject({ answers: z.strictObject({ status: z.int().min(100).max(599), body: valueSchema }) }),
    z.strictObject({ callFails: reason }),
    z.strictObject({ agentFinds: valueSchema }),
    z.strictObject({ agentFails: reason }),
    z.strictObject({ returns: z.literal(true) }),
    z.strictObject({ migrates: z.literal(true) }),
  ])
  .meta({
    id: 'Move',
    description: 'One thing the person, the backend, the agent or the clock does',
    examples: [{ says: 'hola' }, { picks: 'yes' }, { waits: 'next' }, { answers: { status: 200, body: {} } }],
  });

export const simulateScenarioBody = z
  .strictObject({
    moves: z
      .array(moveSchema)
      .min(1)
      .max(MAX_MOVES, `at most ${MAX_MOVES} moves`)
      .default([{ starts: {} }]),
    version: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .exactOptional()
      .meta({ description: 'The newest when absent' }),
    scenario: scenarioSchema
      .exactOptional()
      .meta({ description: 'What to play instead of a stored version' }),
    contact: facts
      .exactOptional()
      .meta({ description: 'What is known about the person: name, phone, language' }),
    context: facts.exactOptional(),
    startsAt: z.iso
      .datetime({ offset: true })
      .exactOptional()
      .meta({ description: 'What the clock shows at first; now when absent' }),
  })
  .refine(({ version, scenario }) => version === undefined || scenario === undefined, {
    message: 'give either version or scenario',
    path: ['version'],
  })
  .prefault({});

const logEntry = z.strictObject({ kind: z.string(), step: z.string().nullable(), detail: z.string() });

const happening = z.strictObject({
  at: z.iso.datetime(),
  lines: z
    .array(z.string())
    .meta({ description: 'What the person sees; what only happens stands in parentheses' }),
  log: z.array(logEntry),
});

export const playedView = z
  .strictObject({
    turns: z.array(
      z.strictObject({
        move: moveSchema,
        refused: z.string().nullable().meta({ description: 'Why the move could not be made' }),
        happened: z.array(happening).meta({ description: 'A wait may lead to several' }),
      }),
    ),
    complete: z
      .boolean()
      .meta({ description: 'False when the answer grew too long and the rest was left out' }),
    state: z.strictObject({
      status: z.enum(['new', 'running', 'ended']),
      at: z.string().nullable().meta({ description: 'The step it stands on' }),
      language: languageSchema,
      variables: z.record(z.string(), valueSchema),
      waitingFor: z.string().nullable(),
      timers: z.array(z.strictObject({ at: z.iso.datetime(), next: z.string() })),
    }),
  })
  .meta({ id: 'PlayedScenario' });
