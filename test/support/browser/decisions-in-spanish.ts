import { decisionLine } from '../../../domain/programs/decision-line';
import type { Decision, EvaluationOutcome } from '../../../domain/programs/enrollment';

const at = { session: 2, day: 3 };
const send: Decision = { kind: 'send', ...at, attempt: 1, failedRetries: 0, advanced: false };
const recorded: EvaluationOutcome = { kind: 'recorded' };
const held = (reason: string): EvaluationOutcome => ({ kind: 'held', reason });

const DECISIONS: readonly [string, Decision, EvaluationOutcome][] = [
  ['Se envió sesión 2, día 3, intento 1', send, { kind: 'sent', result: 'SM1' }],
  [
    'Se envió sesión 2, día 3, intento 1, se siguió tras un reintento fallido',
    { ...send, advanced: true },
    { kind: 'sent', result: 'SM1' },
  ],
  ['Se rechazó sesión 2, día 3, intento 1: 63016', send, { kind: 'refused', result: '63016' }],
  ['No se envió: se espera respuesta a sesión 2, día 3', { kind: 'wait', ...at, failedRetries: 1 }, recorded],
  [
    'Excluido: 2 reintentos fallidos seguidos',
    { kind: 'exclude', ...at, failedRetries: 2, reason: '2 failed retries in a row' },
    recorded,
  ],
  [
    'No se envió: no se puede entregar la sesión 2, día 3',
    { kind: 'skip', reason: 'undeliverable', ...at },
    recorded,
  ],
  ['No se envió: ya se envió hoy', { kind: 'skip', reason: 'already sent today', ...at }, recorded],
  [
    'No se envió: el contacto no participa ahora',
    { kind: 'skip', reason: 'enrollment is not active' },
    recorded,
  ],
  ['Todavía no: ya se envió hoy', send, held('already sent today')],
  ['Todavía no: fuera del horario de contacto hasta 07:00', send, held('outside contact hours until 07:00')],
  [
    'Todavía no: muy tarde el 2026-11-20: pasadas las 18:00',
    send,
    held('too late on 2026-11-20: past 18:00'),
  ],
  ['Todavía no: faltó el 2026-11-20, no se repone', send, held('missed on 2026-11-20, not made up')],
  [
    'Todavía no: faltó el 2026-11-20, y el 2026-11-22 no se envía',
    send,
    held('missed on 2026-11-20, 2026-11-22 is no sending day'),
  ],
  [
    'Todavía no: faltó el 2026-11-20, se repone a las 09:00',
    send,
    held('missed on 2026-11-20, made up at 09:00'),
  ],
  ['Detenido: pidió no recibir más mensajes', send, { kind: 'opted-out' }],
  [
    'Llegó un avance nuevo: se decidió otra vez',
    send,
    { kind: 'superseded', progress: [{ ...at, status: 2, at: 0 }] },
  ],
];

/** Every kind of line of the decision log as the API answers it, with what it says in Spanish. */
export const DECISIONS_IN_SPANISH = DECISIONS.map(([words, decision, outcome], minute) => ({
  words,
  view: {
    at: new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString(),
    localDate: '2026-11-20',
    kind: decision.kind,
    outcome: outcome.kind,
    session: decision.session ?? null,
    day: decision.day ?? null,
    attempt: decision.kind === 'send' ? decision.attempt : null,
    line: decisionLine(decision, outcome),
    sendId: null,
    sendState: null,
  },
}));
