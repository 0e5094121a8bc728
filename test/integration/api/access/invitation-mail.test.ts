import { createSmtpEmail } from '../../../../activities/alerts/smtp-email';
import { until } from '../../../support/pace';
import { startSmtpInbox } from '../../../support/smtp-inbox';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../../support/test-api';

let inbox: Awaited<ReturnType<typeof startSmtpInbox>>;
let verdict: 'take' | number;
let api: TestApi;
beforeAll(async () => {
  inbox = await startSmtpInbox(() => verdict);
  api = await createTestApi();
  api.deps.sendEmail = createSmtpEmail({ url: inbox.url, from: 'hilo@hilo.example' });
});
beforeEach(() => {
  verdict = 'take';
  inbox.taken.length = 0;
});
afterAll(async () => {
  await api.close();
  await inbox.close();
});

interface Invitation {
  token: string;
  operator: { id: string };
}
const invite = async (login: string) => {
  const answer = await api.call('post', '/api/auth/invite').send({ login, role: 'agent' });
  expect(answer.status).toBe(201);
  return answer.body as Invitation;
};
const mailed = (count: number) =>
  until({
    ...{ for: `${count} emails`, everyMs: 20 },
    look: () => inbox.taken.length,
    is: (taken) => taken >= count,
  });
/** Soft line breaks and escapes of an email undone. */
const textOf = (raw: string) => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=');

describe('an invitation by email', () => {
  it('reaches whoever is invited by an address, with the address at which the password is chosen', async () => {
    const { token } = await invite('ana@example.com');
    await mailed(1);
    expect(inbox.taken[0]).toMatchObject({ from: 'hilo@hilo.example', to: ['ana@example.com'] });
    expect(textOf(inbox.taken[0]?.raw ?? '')).toContain(`${PUBLIC_URL}/invitation#${token}`);
  });

  it('comes again, with another address, when the password is reset', async () => {
    const { operator } = await invite('leo@example.com');
    const again = await api.call('post', `/api/operators/${operator.id}/reset-password`);
    const { token } = again.body as Invitation;
    await mailed(2);
    expect(inbox.taken.some(({ raw }) => textOf(raw).includes(token))).toBe(true);
  });

  it('is for addresses alone: another login gets none, and the answer has its token', async () => {
    expect((await invite('till-two')).token).toEqual(expect.any(String));
    await invite('last@example.com');
    await mailed(1);
    expect(inbox.taken.map(({ to }) => to)).toEqual([['last@example.com']]);
  });

  it('that the mail server does not take leaves the invitation good', async () => {
    verdict = 550;
    const { token } = await invite('away@example.com');
    const password = 'a password of mine';
    expect((await api.call('post', '/api/auth/accept').send({ token, password })).status).toBe(200);
  });
});
