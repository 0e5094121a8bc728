import { EntitySchema } from 'typeorm';
import type { Scenario } from '../../domain/conversations/scenario';

/** A scenario of a bot with the content of its newest version. */
export interface ScenarioRow {
  id: string;
  accountId: string;
  botId: string;
  name: string;
  description: string | null;
  scenario: Scenario;
  version: number;
  /** The one the bot follows with whoever writes next; at most one a bot. */
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export const ScenarioEntity = new EntitySchema<ScenarioRow>({
  name: 'bot_scenario',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    botId: { name: 'bot_id', type: 'uuid' },
    name: { type: 'text' },
    description: { type: 'text', nullable: true },
    scenario: { name: 'scenario_data', type: 'json' },
    version: { type: 'integer' },
    isActive: { name: 'is_active', type: 'boolean' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});

/** One published version; never changed afterwards. */
export interface ScenarioVersionRow {
  accountId: string;
  scenarioId: string;
  version: number;
  scenario: Scenario;
  publishedAt: Date;
}

export const ScenarioVersionEntity = new EntitySchema<ScenarioVersionRow>({
  name: 'bot_scenario_version',
  columns: {
    accountId: { name: 'account_id', type: 'uuid' },
    scenarioId: { name: 'scenario_id', type: 'uuid', primary: true },
    version: { type: 'integer', primary: true },
    scenario: { name: 'scenario_data', type: 'json' },
    publishedAt: { name: 'published_at', type: 'timestamptz', createDate: true },
  },
});
