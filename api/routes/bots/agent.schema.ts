import { z } from 'zod';
import { TOOL_NAMES } from '../../../domain/agent/tool-names';
import { DEFAULT_AGENT } from '../../../domain/agent/configuration';
import { pageOf } from '../../paging';

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
  })
  .meta({ id: 'Agent' });

export const agentPage = pageOf(agentView);
