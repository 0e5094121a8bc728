import { createConnection, trusted } from 'mongoose';
import { checkedId, storedEntrySchema, toEntry, toStored, type StoredEntry } from './stored-entry';
import { lastOfEach, type TranscriptPage, type Transcripts } from './transcripts';

const OPTIONS = {
  bufferCommands: false,
  autoIndex: false,
  autoCreate: false,
  maxPoolSize: 10,
  connectTimeoutMS: 3000,
  serverSelectionTimeoutMS: 3000,
  socketTimeoutMS: 20_000,
} as const;

const DATABASE = 'hilo';

export interface MongoTranscripts extends Transcripts {
  close(): Promise<void>;
}

/**
 * Transcripts in MongoDB. Connects when first asked; a server that is away makes the call fail, and the next one
 * tries again.
 */
export function createMongoTranscripts(url: string): MongoTranscripts {
  const { model, close } = lazyModel(url);
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const stored = lastOfEach(entries).map(toStored);
      const upserts = stored.map((replacement) => ({
        // An id that another dialog has already is refused by the unique _id.
        replaceOne: { filter: identityOf(replacement), replacement, upsert: true },
      }));
      // Unordered writes leave what does not fit the schema out in silence, unless they are told to throw.
      const options = { ordered: false, strict: 'throw', throwOnValidationError: true } as const;
      await (await model()).bulkWrite(upserts, options);
    },

    async list(page) {
      const direction = page.newestFirst === true ? -1 : 1;
      const found = (await model())
        .find({ ...ofDialog(page.accountId, page.dialogId), ...beyond(page) })
        .setOptions({ sanitizeFilter: true })
        .sort({ turn: direction, position: direction, _id: direction })
        .limit(page.limit);
      return (await found.lean<StoredEntry[]>().exec()).map(toEntry);
    },

    async eraseDialog(accountId, dialogId) {
      const filter = ofDialog(accountId, dialogId);
      await (await model()).deleteMany(filter).setOptions({ sanitizeFilter: true }).exec();
    },

    async eraseContact(accountId, contactId) {
      const filter = { accountId: checkedId(accountId), contactId: checkedId(contactId) };
      const { deletedCount } = await (
        await model()
      )
        .deleteMany(filter)
        .setOptions({ sanitizeFilter: true })
        .exec();
      return deletedCount;
    },

    close,
  };
}

/** The first connection of mongoose is not tried again by itself; later ones are. */
function lazyModel(url: string) {
  const open = async () => {
    const connection = createConnection(url, { ...OPTIONS, ...databaseUnlessNamed(url) });
    try {
      await connection.asPromise();
      const model = connection.model('TranscriptEntry', storedEntrySchema, 'transcript_entry');
      await model.createIndexes();
      return { connection, model };
    } catch (error) {
      await connection.close();
      throw error;
    }
  };
  let opening: ReturnType<typeof open> | null = null;
  const opened = () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    model: async () => (await opened()).model,
    async close(): Promise<void> {
      const last = await opening?.catch(() => null);
      opening = null;
      await last?.connection.close();
    },
  };
}

/** An address without a database means `hilo`, and not MongoDB's own default `test`. */
function databaseUnlessNamed(url: string): { dbName?: string } {
  const [, path = ''] = /^[a-z+]+:\/\/[^/]+\/?([^?]*)/.exec(url) ?? [];
  return path === '' ? { dbName: DATABASE } : {};
}

function identityOf({ _id, accountId, dialogId }: StoredEntry) {
  return { _id, ...ofDialog(accountId, dialogId) };
}

function ofDialog(accountId: string, dialogId: string) {
  return { accountId: checkedId(accountId), dialogId: checkedId(dialogId) };
}

function beyond({ after, newestFirst = false }: TranscriptPage) {
  if (!after) return {};
  const { turn, position } = after;
  const past = (value: number) => trusted(newestFirst ? { $lt: value } : { $gt: value });
  return { $or: [{ turn: past(turn) }, { turn, position: past(position) }] };
}
