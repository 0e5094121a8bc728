import type { Command } from 'commander';
import { runBridge } from '../../bridge/run-bridge';

/** `hilo whatsapp-web`: the bridge alone, for whoever runs the parts of Hilo apart from each other. */
export function registerWhatsAppWeb(program: Command): void {
  program
    .command('whatsapp-web')
    .description(
      "Run the bridge to WhatsApp Web, which WhatsApp's terms forbid; npm start does with WHATSAPP_WEB=1",
    )
    .addHelpText('after', '\nIt takes WHATSAPP_WEB_TOKEN, HILO_URL and whatsapp-web.js: docs/operations.md.')
    .action(async () => {
      await runBridge();
      process.exit(0);
    });
}
