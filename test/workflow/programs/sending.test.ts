import { retryDay } from '../../../workflows/programs/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';
import { failOnce } from '../../support/database-faults';

const BOGOTA = 'America/Bogota';
const MINUTE = 60_000;
const REFUSED = { kind: 'rejected', code: '63016', detail: 'outside the window', optedOut: false } as const;
const LOST = { kind: 'unknown', detail: 'timeout' } as const;

describe('sending a day', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  const at = (time: string) => rig.sleepUntil(time, BOGOTA);
  const enrollAtEight = async (phone: string, channel: 'simulator' | 'twilio' = 'simulator') => {
    await at('08:00');
    return rig.enroll(phone, { channel });
  };
  const callsTo = (phone: string) => rig.outside.calls.filter(({ to }) => to === phone);
  /** Whole minutes from the first call to each look into the provider's list. */
  const lookUpMinutes = (phone: string) => {
    const [first] = callsTo(phone);
    const looks = rig.outside.lookUps.filter(({ to }) => to === phone);
    // Counted from the claim, some milliseconds before the call that this test sees.
    return looks.map((look) => Math.round((look.at - (first?.at ?? 0)) / MINUTE));
  };

  describe('that the provider refuses', () => {
    it('counts attempts, reports the day undeliverable and never excludes for it', async () => {
      const phone = '+573001140001';
      rig.outside.script(phone, REFUSED, REFUSED);
      const contact = await enrollAtEight(phone);
      for (let day = 0; day < 6; day += 1) await at('10:00');
      expect(contact.texts()).toEqual([]);
      expect(callsTo(phone)).toHaveLength(2);
      const { stage, state } = await contact.row();
      expect({ stage, failedRetries: state.failedRetries }).toEqual({ stage: 'active', failedRetries: 0 });
      expect(state.days[0]).toMatchObject({ status: 0, attempts: 2, refusals: 2 });
      expect(state.days[0]?.lastResult).toContain('63016');
      expect((await contact.lines()).at(-1)).toMatch(/undeliverable/);
    });

    it('goes out once an operator retries the undeliverable day', async () => {
      const phone = '+573001140002';
      rig.outside.script(phone, REFUSED, REFUSED);
      const contact = await enrollAtEight(phone);
      for (let day = 0; day < 3; day += 1) await at('10:00');
      await contact.handle.executeUpdate(retryDay);
      await at('10:00');
      expect(contact.texts()).toEqual(['S1D1']);
    });
  });

  describe('while the provider is too busy', () => {
    it('comes back after the delay it names and spends no attempt', async () => {
      const phone = '+573001140003';
      const busy = { kind: 'not-sent', detail: '429', retryAfterMs: 90_000 } as const;
      rig.outside.script(phone, busy, busy);
      const contact = await enrollAtEight(phone);
      await at('10:00');
      const [first, second, third] = callsTo(phone).map((call) => call.at);
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(90_000);
      expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(90_000);
      expect(contact.texts()).toEqual(['S1D1']);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, attempts: 1, refusals: 0 });
    });
  });

  describe('whose answer was lost', () => {
    it('is accepted when the first look into the list, a minute later, shows it', async () => {
      const phone = '+573001140004';
      rig.outside.script(phone, 'accept-unheard');
      const contact = await enrollAtEight(phone, 'twilio');
      await at('10:00');
      expect(lookUpMinutes(phone)).toEqual([1]);
      expect(contact.texts()).toEqual(['S1D1']);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, lastResult: 'accepted' });
    });

    it('is accepted when only the last look, after 15 minutes, shows it', async () => {
      const phone = '+573001140005';
      rig.outside.script(phone, 'accept-unheard');
      rig.outside.showAfter(phone, 12);
      const contact = await enrollAtEight(phone, 'twilio');
      await at('10:00');
      expect(lookUpMinutes(phone)).toEqual([1, 5, 15]);
      expect(contact.texts()).toEqual(['S1D1']);
      expect(callsTo(phone)).toHaveLength(1);
    });

    it('is sent a second time once three looks have shown that nothing went out', async () => {
      const phone = '+573001140006';
      rig.outside.script(phone, LOST);
      const contact = await enrollAtEight(phone, 'twilio');
      await at('10:00');
      expect(lookUpMinutes(phone)).toEqual([1, 5, 15]);
      expect(callsTo(phone)).toHaveLength(2);
      expect(contact.texts()).toEqual(['S1D1']);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, attempts: 1 });
    });

    it('is never sent a third time: it stays unconfirmed and counts as sent', async () => {
      const phone = '+573001140007';
      rig.outside.script(phone, LOST, LOST);
      const contact = await enrollAtEight(phone, 'twilio');
      await at('10:00');
      expect(callsTo(phone)).toHaveLength(2);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, lastResult: 'unconfirmed' });
    });

    it('stays unconfirmed at once, and counts as sent, where the provider has no list', async () => {
      const phone = '+573001140008';
      rig.outside.script(phone, 'accept-unheard');
      const contact = await enrollAtEight(phone);
      await at('10:00');
      expect(contact.texts()).toEqual(['S1D1']);
      expect(callsTo(phone)).toHaveLength(1);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, lastResult: 'unconfirmed' });
    });
  });

  describe('when our process dies after the provider took the message', () => {
    it.each([
      ['twilio', '+573001140009', 'accepted'],
      ['simulator', '+573001140010', 'unconfirmed'],
    ] as const)('is not sent again through %s', async (channel, phone, lastResult) => {
      rig.outside.script(phone, 'accept-and-crash');
      const contact = await enrollAtEight(phone, channel);
      await at('10:00');
      expect(contact.texts()).toEqual(['S1D1']);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, attempts: 1, lastResult });
    });

    it.each([
      ['the answer', '+573001140011', { table: 'send', on: 'UPDATE', when: "NEW.state = 'accepted'" }],
      ['the decision', '+573001140012', { table: 'enrollment_decision', on: 'INSERT' }],
    ] as const)('is not sent again when %s could not be written', async (_what, phone, fault) => {
      const contact = await enrollAtEight(phone, 'twilio');
      const failures = await failOnce(rig.database.dataSource, fault);
      await at('10:00');
      await expect(failures()).resolves.toBeGreaterThan(0);
      expect(contact.texts()).toEqual(['S1D1']);
      expect((await contact.row()).state.days[0]).toMatchObject({ status: 1, attempts: 1 });
      expect(await contact.lines()).toEqual(['sent S1D1, attempt 1']);
    });
  });
});
