import { z } from 'zod';
import { normalizePhone } from '../../api/phone';
import type { ApiClient } from '../api/api-client';
import { findProgram, listPrograms } from '../programs/find-program';
import type { EnrollmentDetail } from './read-enrollments';
import { enrollmentsOf, getEnrollment } from './read-enrollments';

export const ENROLLMENT_HELP = 'an enrollment: its id, or the phone of its contact';

/** The enrollment somebody means; of a phone in several programs, the one of `program`. */
export async function findEnrollment(
  api: ApiClient,
  wanted: string,
  program: string | undefined,
): Promise<EnrollmentDetail> {
  return getEnrollment(api, await enrollmentIdOf(api, wanted, program));
}

export async function enrollmentIdOf(
  api: ApiClient,
  wanted: string,
  program: string | undefined,
): Promise<string> {
  if (z.uuid().safeParse(wanted).success) return wanted;
  const phone = normalizePhone(wanted);
  if (phone === null) {
    throw new Error(`"${wanted}" is neither an enrollment id nor a phone number such as +573001112233.`);
  }
  const programs = program === undefined ? await listPrograms(api) : [await findProgram(api, program)];
  const found: { id: string; where: string }[] = [];
  for (const { id: programId, name } of programs) {
    for await (const enrollment of enrollmentsOf(api, programId)) {
      if (enrollment.phone === phone) found.push({ id: enrollment.id, where: name });
    }
  }
  return theOnly(found, phone);
}

function theOnly(found: readonly { id: string; where: string }[], phone: string): string {
  const [first, ...others] = found;
  if (!first) {
    throw new Error(`${phone} is in no program.\nEnroll it with: hilo enroll --program <program> ${phone}`);
  }
  if (others.length === 0) return first.id;
  const lines = found.map(({ id, where }) => `  ${id}  ${where}`);
  throw new Error([`${phone} is in several programs; add --program, or give one of:`, ...lines].join('\n'));
}
