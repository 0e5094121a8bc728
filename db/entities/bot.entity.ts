import { EntitySchema } from 'typeorm';

/** What answers on behalf of a bot: its scenario, the language model, or both. */
export const BOT_MODES = ['scenario', 'agent', 'both'] as const;
export type BotMode = (typeof BOT_MODES)[number];

export interface BotRow {
  id: string;
  accountId: string;
  name: string;
  description: string | null;
  mode: BotMode;
  /** An inactive bot answers nobody. */
  isActive: boolean;
  /** Templates that remind outside the 24-hour window; null for the platform's own. */
  orderTemplate: string | null;
  cartTemplate: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export const BotEntity = new EntitySchema<BotRow>({
  name: 'bot_instance',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    name: { type: 'text' },
    description: { type: 'text', nullable: true },
    mode: { type: 'text' },
    isActive: { name: 'is_active', type: 'boolean' },
    orderTemplate: { name: 'order_template', type: 'text', nullable: true },
    cartTemplate: { name: 'cart_template', type: 'text', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
