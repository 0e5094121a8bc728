import type { Bot } from '../../../db/repositories/bots';

export function presentBot(bot: Bot) {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    mode: bot.mode,
    isActive: bot.isActive,
    orderTemplate: bot.orderTemplate,
    cartTemplate: bot.cartTemplate,
    platforms: bot.platforms,
    scenario: bot.scenario,
    createdAt: bot.createdAt.toISOString(),
    updatedAt: bot.updatedAt.toISOString(),
  };
}
