import { enrollOnTwilio } from '../../support/programs/enroll-on-twilio';
import { createTestApi, type TestApi } from '../../support/test-api';

const PHONE = '+573001112233';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

describe('a message that is stored', () => {
  it('knows of its contact’s open enrollments, and of no others', async () => {
    const message = async (id: string) => {
      const contactId = await api.deps.contacts.ensure({
        ...{ accountId: api.account.id, channel: 'twilio' as const, name: null },
        ...{ address: PHONE, phone: PHONE },
      });
      return api.deps.inboundMessages.store({
        ...{ accountId: api.account.id, channel: 'twilio', providerId: id, contactId },
        ...{ text: 'hola', receivedAt: new Date() },
      });
    };
    await expect(message('SM1')).resolves.toMatchObject({ fresh: true, enrolled: false });
    const { enrollmentId } = await enrollOnTwilio(api, PHONE);
    await expect(message('SM2')).resolves.toMatchObject({ fresh: true, enrolled: true });
    await expect(message('SM1')).resolves.toMatchObject({ fresh: false, enrolled: true });
    await api.database.dataSource.query("UPDATE enrollment SET stage = 'completed' WHERE id = $1", [
      enrollmentId,
    ]);
    await expect(message('SM3')).resolves.toMatchObject({ fresh: true, enrolled: false });
  });
});
