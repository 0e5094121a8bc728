import { createRequire } from 'node:module';
import type { Command } from 'commander';
import type { RunFaithful } from './programs/faithful-run';
import type { registerSimulate } from './programs/simulate.command';

type Register = (program: Command) => void;

/** Commands of `hilo` that are in one file, under the first words by which they are called. */
interface Commands {
  names: readonly string[];
  load(): Register;
}

/** In the order of the help. */
export const COMMANDS: readonly Commands[] = [
  { names: ['start'], load: inFile('./start/start.command', 'registerStart') },
  { names: ['prepare'], load: inFile('./prepare/prepare.command', 'registerPrepare') },
  { names: ['demo'], load: inFile('./demonstration/demo.command', 'registerDemo') },
  { names: ['console'], load: inFile('./console/console.command', 'registerConsole') },
  { names: ['import'], load: inFile('./import/import.command', 'registerImport') },
  { names: ['doctor'], load: inFile('./doctor/doctor.command', 'registerDoctor') },
  { names: ['backup', 'restore'], load: inFile('./backup/backup.command', 'registerBackup') },
  { names: ['enroll'], load: inFile('./enrollments/enroll.command', 'registerEnroll') },
  { names: ['enrollments'], load: inFile('./enrollments/enrollments.command', 'registerEnrollments') },
  { names: ['programs'], load: inFile('./programs/programs.command', 'registerPrograms') },
  { names: ['runs'], load: inFile('./programs/runs.command', 'registerRuns') },
  { names: ['phone'], load: inFile('./phone/phone.command', 'registerPhone') },
  { names: ['crowd'], load: inFile('./crowd/crowd.command', 'registerCrowd') },
  { names: ['simulate'], load: loadSimulate },
  { names: ['scenario'], load: inFile('./scenarios/scenario.command', 'registerScenario') },
  { names: ['bots'], load: inFile('./bots/bots.command', 'registerBots') },
  { names: ['dialogs'], load: inFile('./dialogs/dialogs.command', 'registerDialogs') },
  { names: ['send'], load: inFile('./sends/send.command', 'registerSend') },
  { names: ['sends'], load: inFile('./sends/sends.command', 'registerSends') },
  { names: ['queue'], load: inFile('./queue/queue.command', 'registerQueue') },
  { names: ['templates'], load: inFile('./templates/templates.command', 'registerTemplates') },
  {
    names: ['broadcast', 'broadcasts'],
    load: inFile('./broadcasts/broadcast.command', 'registerBroadcasts'),
  },
  { names: ['business'], load: inFile('./business/business.command', 'registerBusiness') },
  { names: ['contacts'], load: inFile('./contacts/contacts.command', 'registerContacts') },
  { names: ['analytics'], load: inFile('./analytics/analytics.command', 'registerAnalytics') },
  { names: ['alerts'], load: inFile('./alerts/alerts.command', 'registerAlerts') },
  { names: ['shop'], load: inFile('./shop/shop.command', 'registerShop') },
  { names: ['calendar'], load: inFile('./calendar/calendar.command', 'registerCalendar') },
  { names: ['sign'], load: inFile('./sign/sign.command', 'registerSign') },
  { names: ['keys'], load: inFile('./account/keys.command', 'registerKeys') },
  { names: ['operators'], load: inFile('./account/operators.command', 'registerOperators') },
  { names: ['audit'], load: inFile('./account/audit.command', 'registerAudit') },
  { names: ['codec-key'], load: inFile('./account/codec-key.command', 'registerCodecKey') },
  { names: ['codec-server'], load: inFile('./codec/codec-server.command', 'registerCodecServer') },
  {
    names: ['whatsapp-web'],
    load: inFile('./whatsapp-web/whatsapp-web.command', 'registerWhatsAppWeb'),
  },
  { names: ['releases'], load: inFile('./releases/releases.command', 'registerReleases') },
  { names: ['secret-key'], load: inFile('./account/secret-key.command', 'registerSecretKey') },
  { names: ['secrets'], load: inFile('./account/secrets.command', 'registerSecrets') },
  { names: ['jwt-secret'], load: inFile('./account/secret-key.command', 'registerJwtSecret') },
];

function inFile(path: string, name: string): () => Register {
  return () => exported(path, name) as Register;
}

function loadSimulate(): Register {
  const register = exported('./programs/simulate.command', 'registerSimulate') as typeof registerSimulate;
  // Few ask for --faithful, which needs nearly everything there is.
  const runFaithful: RunFaithful = (input) =>
    (exported('./programs/run-faithful', 'runFaithful') as RunFaithful)(input);
  return (program) => register(program, { runFaithful });
}

/** Not import(), which asks for the endings of files, as no other import here has them. */
function exported(path: string, name: string): unknown {
  return (createRequire(__filename)(path) as Record<string, unknown>)[name];
}
