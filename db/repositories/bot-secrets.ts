import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import { BotSecretEntity, type BotSecretRow } from '../entities/bot-credential.entity';
import { SEALED_PLACES } from '../secrets/sealed-places';
import type { SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

/** A secret as lists show it. */
export type BotSecretView = Pick<BotSecretRow, 'name' | 'fingerprint' | 'updatedAt'>;

export type BotSecrets = ReturnType<typeof createBotSecrets>;

/** What the call steps of a bot may send without the scenario holding it; sealed, and read only by `open`. */
export function createBotSecrets(db: DataSource, box: SecretBox) {
  const secrets = db.getRepository(BotSecretEntity);
  return {
    async list(accountId: string, botId: string): Promise<BotSecretView[]> {
      const rows = await secrets.find({ where: { accountId, botId }, order: { name: 'ASC' } });
      return rows.map(({ name, fingerprint, updatedAt }) => ({ name, fingerprint, updatedAt }));
    },

    /** Makes or replaces a secret; null for an unknown bot. */
    async put(
      accountId: string,
      botId: string,
      secret: { name: string; value: string },
    ): Promise<BotSecretView | null> {
      const { name, value } = secret;
      const place = SEALED_PLACES.botSecret(accountId, botId, name);
      const fingerprint = box.fingerprint(value, place);
      const [written] = returnedRows<{ updated_at: Date }>(
        await db.query(
          `INSERT INTO bot_secret (account_id, bot_id, name, sealed, fingerprint)
           SELECT bot.account_id, bot.id, $3, $4, $5 FROM bot_instance bot WHERE bot.account_id = $1 AND bot.id = $2
           ON CONFLICT (bot_id, name) DO UPDATE SET sealed = EXCLUDED.sealed,
             fingerprint = EXCLUDED.fingerprint, updated_at = now()
           RETURNING updated_at`,
          [accountId, botId, name, JSON.stringify(box.seal(value, place)), fingerprint],
        ),
      );
      return written ? { name, fingerprint, updatedAt: written.updated_at } : null;
    },

    /** False when there is none of that name. */
    async remove(accountId: string, botId: string, name: string): Promise<boolean> {
      return (await secrets.delete({ accountId, botId, name })).affected === 1;
    },

    /** The secrets of these names in clear; one that does not exist is left out. */
    async open(accountId: string, botId: string, names: readonly string[]): Promise<Map<string, string>> {
      const rows = await secrets.findBy({ accountId, botId, name: In([...names]) });
      return new Map(
        rows.map(({ name, sealed }) => [
          name,
          box.open(sealed, SEALED_PLACES.botSecret(accountId, botId, name)),
        ]),
      );
    },
  };
}
