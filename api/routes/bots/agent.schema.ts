import { z } from 'zod';
import { TOOL_NAMES } from '../../../domain/agent/tool-names';
import { DEFAULT_AGENT } from '../../../domain/agent/configuration';
import { AGENT_OUTCOMES } from '../../../domain/agent/turn-limits';
import { pageFields, pageOf } from '../../paging';
import { dialogCursor } from '../dialogs/dialogs.schema';

const { configuration: usual } = DEFAULT_AGENT;

/** What a client tells an agent to be; everything but the prompt has a default. */
export const agentBody = z
  .strictObject({
    prompt: z
      .string()
      .trim()
      .min(1, 'say who the agent is and what it does')
      .max(8000)
      .meta({ description: 'Who it is and how it goes about its work' }),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as es, en or pt-BR')
      .default(usual.language)
      .meta({ description: 'Spoken until the contact writes in another' }),
    tone: z.string().trim().min(1).max(500).nullable().default(usual.tone),
    facts: z
      .array(z.string().trim().min(1).max(1000))
      .max(50)
      .default([...usual.facts])
      .meta({ description: 'What it may tell about the business: opening hours, delivery' }),
    tools: z
      .array(z.enum(TOOL_NAMES))
      .max(50)
      .nullable()
      .default(null)
      .meta({ description: 'The tools it has; null for all' }),
    fallbackText: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .nullable()
      .default(usual.fallbackText)
      .meta({ description: 'Said when no model answers; null for a text of the language' }),
    handoffHours: z
      .int()
      .min(1)
      .max(24 * 30)
      .default(usual.handoffHours)
      .meta({ description: 'How long it is silent after it has handed a conversation to a person' }),
    answerCache: z
      .boolean()
      .default(usual.answerCache)
      .meta({ description: 'Give the same answer to a question that opened another conversation' }),
  })
  .meta({ id: 'AgentConfiguration' });

export const agentView = z
  .strictObject({
    version: z.int().meta({ description: '0 for a bot that was told nothing' }),
    publishedAt: z.iso.datetime().nullable(),
    configuration: agentBody,
    limits: z
      .strictObject({
        toolCallsPerTurn: z.int(),
        modelSecondsPerTurn: z.number(),
        failuresBeforeHandoff: z.int(),
      })
      .meta({ description: 'What no agent exceeds, whatever it is told' }),
  })
  .meta({ id: 'Agent' });

export const agentPage = pageOf(agentView);

export const agentTurnsQuery = z.strictObject({
  limit: pageFields.limit,
  cursor: dialogCursor.optional().meta({ description: 'The nextCursor of the page before' }),
});

const stepView = z.strictObject({
  provider: z.string(),
  model: z.string(),
  ms: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costMicros: z.int().nullable().meta({ description: 'Millionths of a US dollar; null without a price' }),
  fromCache: z.boolean(),
});

export const agentTurnPage = pageOf(
  z
    .strictObject({
      dialogId: z.uuid(),
      contact: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
      version: z.int().meta({ description: 'Of the agent, as it was told to be then' }),
      outcome: z.enum(AGENT_OUTCOMES).nullable().meta({ description: 'Null for one that is under way' }),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      steps: z.array(stepView).meta({ description: 'What models answered, first to last, without words' }),
      tools: z
        .array(z.strictObject({ name: z.string(), isError: z.boolean().nullable() }))
        .meta({ description: 'What they had run; isError is null for one that did not end yet' }),
    })
    .meta({ id: 'AgentTurn' }),
);
