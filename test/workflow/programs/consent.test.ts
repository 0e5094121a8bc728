import { optedOut } from '../../../workflows/programs/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const BOGOTA = 'America/Bogota';

describe('a contact that wants no more messages', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  const at = (time: string) => rig.sleepUntil(time, BOGOTA);
  const optOut = async (contactId: string) =>
    rig.contacts.optOut(rig.accountId, contactId, new Date(await rig.now()));

  it('stops the enrollment when it opts out', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001130001');
    await at('10:00');
    await contact.handle.signal(optedOut, { at: await rig.now() });
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'stopped', reason: 'opted out' });
    expect(await contact.row()).toMatchObject({
      stage: 'stopped',
      reason: 'opted out',
      nextEvaluationAt: null,
    });
    expect((await contact.lines()).at(-1)).toBe('stopped: opted out');
  });

  it('is sent nothing and stopped at the gate when its signal never came', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001130002');
    await optOut(contact.contactId);
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'stopped', reason: 'opted out' });
    expect(contact.texts()).toEqual([]);
    expect(rig.outside.calls.filter(({ to }) => to === '+573001130002')).toEqual([]);
    expect(await contact.row()).toMatchObject({ stage: 'stopped', reason: 'opted out' });
  });

  it('gets its messages again from where it stood, once it has opted in and is enrolled again', async () => {
    await at('08:00');
    const before = await rig.enroll('+573001130003');
    await at('10:00');
    await before.complete(1, 1);
    await optOut(before.contactId);
    await before.handle.result();
    const consent = { source: 'wrote ALTA', at: new Date(await rig.now()) };
    await rig.contacts.optIn(rig.accountId, before.contactId, consent);
    await at('12:00');
    const again = await rig.enroll('+573001130003');
    await at('10:00');
    expect(again.texts()).toEqual(['S1D1', 'S1D2']);
    expect(await again.row()).toMatchObject({
      stage: 'active',
      state: { days: [{ status: 2 }, { status: 1 }, {}, {}] },
    });
  });

  it('is suppressed everywhere when the provider refuses it as opted out', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001130004');
    const code = { kind: 'rejected', code: '21610', detail: 'unsubscribed', optedOut: true } as const;
    rig.outside.script('+573001130004', code);
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'stopped' });
    expect(contact.texts()).toEqual([]);
    const known = await rig.contacts.get(rig.accountId, contact.contactId);
    expect(known?.optedOutAt).toBeInstanceOf(Date);
  });
});
