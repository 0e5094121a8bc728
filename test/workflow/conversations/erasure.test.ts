import { eraseContact } from '../../../api/routes/contacts/erase-contact';
import { createEnrollmentClient } from '../../../api/temporal/enrollment-client';
import { createMediaLibrary } from '../../../db/media-files/media-library';
import { createConsent } from '../../../db/repositories/consent';
import { createErasure } from '../../../db/repositories/erasure';
import { createMediaFiles } from '../../../db/repositories/media-files';
import { createSuppressedAddresses } from '../../../db/repositories/suppressed-addresses';
import { createAddressHashes } from '../../../db/secrets/address-hashes';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { smallScenario } from '../../support/conversations/read-scenario';
import { PERSON_NAME, type RigPerson } from '../../support/conversations/rig-person';
import { tablesWith } from '../../support/erasure/find-traces';
import { createMemoryMediaStore } from '../../support/memory-media-store';

const DAY = 24 * 60 * 60_000;
const SECRET = 'mi secreto es albahaca';

/** Says back what was said, and by itself once more after two days. */
const ECHO = smallScenario(
  {
    a: { kind: 'ask', text: '¿qué?', answer: { kind: 'text' }, save: 'said', next: 'b' },
    b: { kind: 'message', text: '{{said}}', auto: { after: '2d' }, next: 'c' },
    c: { kind: 'end', text: 'otra vez {{said}}' },
  },
  { variables: { said: null } },
);

describe('erasing somebody in the middle of a conversation', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const erase = async ({ contactId }: RigPerson) => {
    const db = rig.database.dataSource;
    const mediaFiles = createMediaFiles(db);
    const hashes = createAddressHashes({ current: { id: 'test', secret: Buffer.alloc(32, 1) }, earlier: [] });
    const suppressedAddresses = createSuppressedAddresses(hashes);
    const { contacts, dialogs, enrollments, transcripts, accountId } = rig;
    return eraseContact(
      { accountId, contactId, at: await rig.now() },
      {
        ...{ contacts, dialogs, enrollments, mediaFiles, consent: createConsent(db) },
        mediaLibrary: createMediaLibrary({ files: mediaFiles, store: createMemoryMediaStore() }),
        erasure: createErasure({ db, transcripts, suppressedAddresses }),
        conversationStarter: rig.starter,
        enrollmentStarter: createEnrollmentClient(rig.client),
      },
    );
  };
  /** The whole history as text; payloads are written in base64. */
  const historyOf = async (person: RigPerson) =>
    JSON.stringify(await person.handle().fetchHistory()).replace(/"data":"([^"]*)"/g, (_, data: string) =>
      Buffer.from(data, 'base64').toString(),
    );

  it('ends it, and leaves no trace in any table or in its history', async () => {
    const { botId } = await rig.bot(ECHO);
    const ana = await rig.person(botId);
    await ana.says('hola');
    await ana.says(SECRET);
    const words = [ana.phone.slice(1), PERSON_NAME, SECRET];
    const { dataSource } = rig.database;
    expect(ana.heard()).toEqual(['¿qué?', SECRET]);
    expect(await tablesWith(dataSource, words)).toContain('bot_dialog_history');

    expect(await erase(ana)).toMatchObject({ kind: 'erased', counts: { dialogs: 1, messages: 2, sends: 2 } });
    await ana.handle().result();
    expect(await tablesWith(dataSource, words)).toEqual([]);
    const history = await historyOf(ana);
    expect(history).toContain(ana.dialogId);
    expect(words.filter((word) => history.includes(word))).toEqual([]);
    await rig.env.sleep(3 * DAY);
    expect(ana.heard()).toHaveLength(2);
  });
});
