import { programBody, type TestApi } from '../test-api';

/** A new program with one person in it, who is written to through the environment's Twilio. */
export async function enrollOnTwilio(
  api: TestApi,
  phone: string,
): Promise<{ programId: string; enrollmentId: string }> {
  const program = await api.call('post', '/api/programs').send(programBody());
  const programId = (program.body as { id: string }).id;
  const answer = await api.call('post', `/api/programs/${programId}/enrollments`).send({
    phone,
    channel: 'twilio',
  });
  const [first] = (answer.body as { items: { enrollmentId: string }[] }).items;
  return { programId, enrollmentId: first?.enrollmentId ?? '' };
}
