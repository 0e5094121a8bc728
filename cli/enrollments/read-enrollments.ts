import type { z } from 'zod';
import {
  enrollmentDetailView,
  enrollmentPage,
  type enrollmentView,
} from '../../api/routes/enrollments/enrollments.schema';
import type { ApiClient, Query } from '../api/api-client';
import { readPages } from '../api/read-pages';

export type Enrollment = z.output<typeof enrollmentView>;
export type EnrollmentDetail = z.output<typeof enrollmentDetailView>;
export type EnrollmentDay = EnrollmentDetail['grid'][number][number];

/** Every enrollment of a program that fits the filters. */
export function enrollmentsOf(
  api: ApiClient,
  programId: string,
  query: Query = {},
): AsyncGenerator<Enrollment> {
  return readPages(api, { path: `/api/programs/${programId}/enrollments`, schema: enrollmentPage, query });
}

export async function getEnrollment(api: ApiClient, id: string): Promise<EnrollmentDetail> {
  return api.get({ path: `/api/enrollments/${id}`, schema: enrollmentDetailView });
}

/** The phones of a program's contacts, by enrollment id. */
export async function phonesOfProgram(api: ApiClient, programId: string): Promise<Map<string, string>> {
  const phones = new Map<string, string>();
  for await (const { id, phone } of enrollmentsOf(api, programId)) if (phone !== null) phones.set(id, phone);
  return phones;
}
