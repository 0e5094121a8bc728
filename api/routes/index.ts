import type { Route } from '../route';
import { accountRoutes } from './accounts/accounts.routes';
import { contactRoutes } from './contacts/contacts.routes';
import { enrollmentActionRoutes } from './enrollments/enrollment-actions.routes';
import { enrollmentRoutes } from './enrollments/enrollments.routes';
import { importRoutes } from './imports/imports.routes';
import { platformRoutes } from './platform/platform.routes';
import { programRoutes } from './programs/programs.routes';
import { runRoutes } from './runs/runs.routes';
import { sendRoutes } from './sends/sends.routes';
import { simulationRoutes } from './simulations/simulations.routes';
import { simulatorRoutes } from './simulator/simulator.routes';
import { botpressRoutes } from './webhooks/botpress.routes';
import { twilioRoutes } from './webhooks/twilio.routes';

/** Every route of the API: what is not in this table is not served. */
export const routeTable: readonly Route[] = [
  ...programRoutes,
  ...enrollmentRoutes,
  ...enrollmentActionRoutes,
  ...importRoutes,
  ...runRoutes,
  ...simulationRoutes,
  ...contactRoutes,
  ...sendRoutes,
  ...simulatorRoutes,
  ...twilioRoutes,
  ...botpressRoutes,
  ...accountRoutes,
  ...platformRoutes,
];
