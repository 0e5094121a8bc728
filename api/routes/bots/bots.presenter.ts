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

/** For the audit log: how a bot answers, without its name, which may be a person's. */
export function botChange(before: Bot, after: Bot) {
  return { before: auditedBot(before), after: auditedBot(after) };
}

function auditedBot({ mode, isActive, orderTemplate, cartTemplate }: Bot) {
  return { mode, isActive, orderTemplate, cartTemplate };
}
