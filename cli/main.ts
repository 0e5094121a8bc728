import { Command } from 'commander';
import { registerCodecKey } from './account/codec-key.command';
import { registerKeys } from './account/keys.command';
import { registerJwtSecret, registerSecretKey } from './account/secret-key.command';
import { registerAnalytics } from './analytics/analytics.command';
import { registerBots } from './bots/bots.command';
import { registerBroadcasts } from './broadcasts/broadcast.command';
import { registerCalendar } from './calendar/calendar.command';
import { registerCodecServer } from './codec/codec-server.command';
import { registerContacts } from './contacts/contacts.command';
import { registerCrowd } from './crowd/crowd.command';
import { registerDialogs } from './dialogs/dialogs.command';
import { registerDoctor } from './doctor/doctor.command';
import { registerEnroll } from './enrollments/enroll.command';
import { registerEnrollments } from './enrollments/enrollments.command';
import { registerImport } from './import/import.command';
import { registerPhone } from './phone/phone.command';
import { registerPrepare } from './prepare/prepare.command';
import { registerPrograms } from './programs/programs.command';
import { registerRuns } from './programs/runs.command';
import { runFaithful } from './programs/run-faithful';
import { registerSimulate } from './programs/simulate.command';
import { registerScenario } from './scenarios/scenario.command';
import { registerQueue } from './queue/queue.command';
import { registerSend } from './sends/send.command';
import { registerSends } from './sends/sends.command';
import { registerShop } from './shop/shop.command';
import { registerSign } from './sign/sign.command';
import { registerStart } from './start/start.command';
import { endWithTheReader } from './terminal/closed-pipe';

const program = new Command('hilo')
  .description('One durable thread with every person a business talks to')
  .showHelpAfterError('Add --help to see what this command takes.');

endWithTheReader();
registerStart(program);
registerPrepare(program);
registerImport(program);
registerDoctor(program);
registerEnroll(program);
registerEnrollments(program);
registerPrograms(program);
registerRuns(program);
registerPhone(program);
registerCrowd(program);
registerSimulate(program, { runFaithful });
registerScenario(program);
registerBots(program);
registerDialogs(program);
registerSend(program);
registerSends(program);
registerQueue(program);
registerBroadcasts(program);
registerContacts(program);
registerAnalytics(program);
registerShop(program);
registerCalendar(program);
registerSign(program);
registerKeys(program);
registerCodecKey(program);
registerCodecServer(program);
registerSecretKey(program);
registerJwtSecret(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
