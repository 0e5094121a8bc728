import { simulate } from '../../../domain/programs/simulate';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { fillIn } from '../programs/fill-in';
import { presentSimulation } from './simulations.presenter';
import { defaultMix, simulateBody, simulationParams, simulationView } from './simulations.schema';

/** The time machine: a whole program in a moment, with contacts that do not exist. */
export const simulationRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/programs/{id}/simulate',
    operationId: 'simulateProgram',
    summary:
      'Plays the program, or a draft of it, with synthetic contacts on the production rules; sends nothing',
    tag: 'Programs',
    access: 'programs:read',
    params: simulationParams,
    body: json(simulateBody),
    response: { status: 200, description: 'How it came out', schema: simulationView },
    handler: async ({ accountId, params, body }, deps) => {
      const { programs, zoneClock, now } = deps;
      const program = await programs.get(accountId, params.id);
      if (!program) return notFound('program');
      const draft = body.definition && (await fillIn(accountId, body.definition, deps));
      if (draft && 'kind' in draft) return draft;
      const definition = draft ?? program.current.definition;
      const startsAt = body.startsAt === undefined ? now() : Date.parse(body.startsAt);
      const result = simulate({
        calendar: { definition, clock: zoneClock, anchor: startsAt },
        contacts: body.contacts,
        mix: body.behaviours?.mix ?? defaultMix,
        seed: body.seed,
        startsAt,
        ...(body.days === undefined ? {} : { days: body.days }),
      });
      return reply(presentSimulation(result));
    },
  }),
];
