import type { ProgramEffects } from '../activities/conversations/conversations-deps';
import { deliverProgress, type ProgressDeps } from '../api/inbound/deliver-progress';
import { enroll } from '../api/routes/enrollments/enroll';
import type { ApiDeps } from '../api/api-deps';
import type { EnrollmentRow } from '../db/entities/enrollment.entity';
import type { ChannelName } from '../domain/messaging/channel-name';

export type ProgramEffectsDeps = ProgressDeps &
  Pick<ApiDeps, 'programs' | 'contacts' | 'enrollments' | 'availableChannels' | 'enrollmentStarter'>;

/** What scenarios do to programs, by the API's own steps. */
export function createProgramEffects(deps: ProgramEffectsDeps): ProgramEffects {
  return {
    async enroll({ accountId, contactId, channel, program: name }) {
      const program = await deps.programs.findByName(accountId, name);
      if (!program) return `there is no program ${name}`;
      const done = await enroll({ program, channel: channel as ChannelName, who: { contactId } }, deps);
      return done.outcome === 'refused' ? (done.reason ?? 'the enrollment was refused') : null;
    },

    async complete({ accountId, contactId, origin, day, at }) {
      for (const { enrollment, position } of await daysMeant()) {
        const report = { ...position, status: 2 as const, at };
        await deliverProgress({ enrollment, report, source: 'scenario' }, deps);
      }

      /** The conversation's own day; a day that is named counts in every program the contact is in. */
      async function daysMeant() {
        if (origin) {
          const enrollment = await deps.enrollments.get(accountId, origin.enrollmentId);
          const position = day ?? { session: origin.session, day: origin.day };
          return enrollment ? [{ enrollment, position }] : [];
        }
        if (!day) return [];
        const all = await deps.enrollments.ofContact(accountId, contactId);
        return all.filter((row) => hasDay(row, day)).map((enrollment) => ({ enrollment, position: day }));
      }
    },
  };
}

function hasDay({ state }: EnrollmentRow, { session, day }: { session: number; day: number }): boolean {
  return state.days.some((known) => known.session === session && known.day === day);
}
