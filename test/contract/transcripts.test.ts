import { uuidv7 } from 'uuidv7';
import { createMongoTranscripts } from '../../db/transcripts/mongo-transcripts';
import type { TranscriptEntry } from '../../db/transcripts/transcripts';
import { mongoDoor } from '../support/transcripts/mongo-door';
import {
  dropMongo,
  makeDialog,
  missingMongo,
  mongoRig,
  postgresRig,
  type Dialog,
  type TranscriptRig,
} from '../support/transcripts/transcript-stores';

const AT = Date.parse('2026-03-02T15:04:05.678Z');

function entry(dialog: Dialog, turn: number, position: number): TranscriptEntry {
  const id = `${dialog.dialogId}:${turn}:${position}`;
  return {
    id,
    ...dialog,
    type: 'bot',
    event: 'message',
    turn,
    position,
    at: AT,
    data: { text: `${turn}.${position}` },
  };
}

const ODD_DATA = {
  'a.b': { $set: { $where: '1' }, '': null, 'x.y.z': [[], [{}], -0.5, 1e308] },
  $ne: 'a dollar in front',
  __proto__: 'no prototype',
  toString: 'a name that objects have',
  text: `quotes ' " \\ \n\t línea 👍🏽 ${'ñ'.repeat(20_000)} {{name}} 日本語 \u202e`,
  flag: false,
  nothing: null,
  numbers: [0, 9007199254740991, 0.1],
  deep: Array.from({ length: 120 }).reduce<unknown>((inner) => ({ inner }), 'bottom'),
};

/** What every store of transcripts does, whichever it is. */
function keepsTheContract(open: () => Promise<TranscriptRig>): void {
  let rig: TranscriptRig;
  let dialog: Dialog;
  const all = (of: Pick<Dialog, 'accountId' | 'dialogId'>) =>
    rig.transcripts.list({ accountId: of.accountId, dialogId: of.dialogId, after: null, limit: 1000 });

  beforeAll(async () => {
    rig = await open();
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    dialog = await makeDialog(rig.database.dataSource);
  });

  it('gives an entry back as it was written', async () => {
    const written = { ...entry(dialog, 1, 0), type: 'user' as const, event: 'answer-accepted' };
    await rig.transcripts.append([written]);
    expect(await all(dialog)).toEqual([written]);
  });

  it('takes a turn with no entries', async () => {
    await rig.transcripts.append([]);
    expect(await all(dialog)).toEqual([]);
  });

  it('writes an entry once, however often it is written, and keeps the last writing', async () => {
    const first = entry(dialog, 1, 0);
    const last = { ...first, data: { text: 'said again' } };
    await rig.transcripts.append([first, entry(dialog, 1, 1)]);
    await rig.transcripts.append([first, first, last]);
    expect(await all(dialog)).toEqual([last, entry(dialog, 1, 1)]);
  });

  it('orders by turn and place as numbers, whatever the order of writing', async () => {
    const places: [number, number][] = [
      [10, 0],
      [2, 10],
      [2, 9],
      [1, 0],
    ];
    await rig.transcripts.append(places.map(([turn, position]) => entry(dialog, turn, position)));
    const read = await all(dialog);
    expect(read.map(({ turn, position }) => [turn, position])).toEqual(places.toReversed());
  });

  it('reads a long transcript page by page, each entry once', async () => {
    const entries = Array.from({ length: 25 }, (_, n) => entry(dialog, Math.floor(n / 4), n % 4));
    await rig.transcripts.append(entries);
    const read: TranscriptEntry[] = [];
    for (;;) {
      const after = read.at(-1) ?? null;
      const page = await rig.transcripts.list({ ...dialog, after, limit: 4 });
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(4);
      read.push(...page);
    }
    expect(read).toEqual(entries);
  });

  it('reads it from the newest entry back, too', async () => {
    const entries = Array.from({ length: 9 }, (_, n) => entry(dialog, Math.floor(n / 4), n % 4));
    await rig.transcripts.append(entries);
    const newest = await rig.transcripts.list({ ...dialog, after: null, limit: 5, newestFirst: true });
    const after = newest.at(-1) ?? null;
    const rest = await rig.transcripts.list({ ...dialog, after, limit: 5, newestFirst: true });
    expect([...newest, ...rest]).toEqual(entries.toReversed());
  });

  it('keeps any JSON object, whatever its keys and however deep', async () => {
    // As a literal, `__proto__` would set the prototype instead of being a key.
    const data = JSON.parse(
      JSON.stringify(ODD_DATA).replace('"toString"', '"__proto__":1,"toString"'),
    ) as object;
    expect(Object.keys(data)).toContain('__proto__');
    await rig.transcripts.append([{ ...entry(dialog, 1, 0), data: data as Record<string, unknown> }]);
    const [read] = await all(dialog);
    expect(JSON.parse(sorted(read?.data))).toEqual(JSON.parse(sorted(data)));
  });

  it('shows nothing of an account to another', async () => {
    await rig.transcripts.append([entry(dialog, 1, 0)]);
    expect(await all({ ...dialog, accountId: uuidv7() })).toEqual([]);
  });

  it('refuses an entry under the id of another dialog, and changes nothing of that one', async () => {
    const kept = entry(dialog, 1, 0);
    await rig.transcripts.append([kept]);
    const other = await makeDialog(rig.database.dataSource);
    await expect(rig.transcripts.append([{ ...entry(other, 1, 0), id: kept.id }])).rejects.toThrow();
    expect([await all(dialog), await all(other)]).toEqual([[kept], []]);
  });

  it('refuses what is no entry', async () => {
    const wrong = { ...entry(dialog, 1, 0), type: 'nobody' } as unknown as TranscriptEntry;
    await expect(rig.transcripts.append([entry(dialog, 1, 1), wrong])).rejects.toThrow();
  });

  it('takes an operator in the place of an id for no id', async () => {
    await rig.transcripts.append([entry(dialog, 1, 0)]);
    const anything = { $ne: null } as unknown as string;
    const { accountId, dialogId, contactId } = dialog;
    const page = { after: null, limit: 10 };
    await expect(rig.transcripts.list({ accountId: anything, dialogId, ...page })).rejects.toThrow();
    await expect(rig.transcripts.list({ accountId, dialogId: anything, ...page })).rejects.toThrow();
    await expect(rig.transcripts.eraseDialog(accountId, anything)).rejects.toThrow();
    await expect(rig.transcripts.eraseContact(anything, contactId)).rejects.toThrow();
    expect(await all(dialog)).toHaveLength(1);
  });

  it('erases one dialog and leaves the others', async () => {
    const other = await makeDialog(rig.database.dataSource, dialog.accountId);
    await rig.transcripts.append([entry(dialog, 1, 0), entry(dialog, 1, 1), entry(other, 1, 0)]);
    await rig.transcripts.eraseDialog(uuidv7(), dialog.dialogId);
    expect(await all(dialog)).toHaveLength(2);
    await rig.transcripts.eraseDialog(dialog.accountId, dialog.dialogId);
    expect([await all(dialog), await all(other)]).toEqual([[], [entry(other, 1, 0)]]);
  });

  it('erases a contact in all its dialogs, and counts', async () => {
    const { accountId, contactId } = dialog;
    const others = await makeDialog(rig.database.dataSource, accountId);
    const second = { ...others, contactId };
    await rig.transcripts.append([entry(dialog, 1, 0), entry(second, 1, 0), entry(second, 1, 1)]);
    await rig.transcripts.append([entry(others, 2, 0)]);
    expect(await rig.transcripts.eraseContact(uuidv7(), contactId)).toBe(0);
    expect(await rig.transcripts.eraseContact(accountId, contactId)).toBe(3);
    expect(await rig.transcripts.eraseContact(accountId, contactId)).toBe(0);
    expect([await all(dialog), await all(second)]).toEqual([[], [entry(others, 2, 0)]]);
  });
}

/** JSON with the keys of every object in one order: jsonb has an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : inner,
  );
}

describe('transcripts in Postgres', () => {
  keepsTheContract(postgresRig);

  it('are part of the transaction of the caller, and go with it', async () => {
    const rig = await postgresRig();
    const dialog = await makeDialog(rig.database.dataSource);
    const cutOff = rig.database.dataSource.transaction(async (unit) => {
      await rig.transcripts.append([entry(dialog, 1, 0)], unit);
      throw new Error('the turn failed');
    });
    await expect(cutOff).rejects.toThrow('the turn failed');
    expect(await rig.transcripts.list({ ...dialog, after: null, limit: 10 })).toEqual([]);
    await rig.close();
  });
});

const missing = missingMongo();
if (missing === undefined) {
  describe('transcripts in MongoDB', () => {
    keepsTheContract(mongoRig);

    it('refuse while MongoDB is away, and go on by themselves when it is back', async () => {
      const door = await mongoDoor();
      const transcripts = createMongoTranscripts(door.url);
      const [accountId, contactId, dialogId] = [uuidv7(), uuidv7(), uuidv7()];
      const written = entry({ accountId, contactId, dialogId }, 1, 0);
      const read = () => transcripts.list({ accountId, dialogId, after: null, limit: 10 });
      await expect(transcripts.append([written])).rejects.toThrow();
      door.open();
      await transcripts.append([written]);
      door.shut();
      await expect(read()).rejects.toThrow();
      door.open();
      expect(await read()).toEqual([written]);
      await transcripts.close();
      await door.close();
      await dropMongo(door.behind);
    });
  });
} else {
  it('was not checked with MongoDB, for want of one', () => {
    console.warn(missing);
    expect({ missing, required: process.env['CI'] === 'true' }).toEqual({ missing, required: false });
  });
}
