import type { Command } from 'commander';
import { registerProducts } from './products.command';

/** `hilo shop …`. */
export function registerShop(program: Command): void {
  const shop = program.command('shop').description('The catalogue that agents sell from');
  registerProducts(shop);
}
