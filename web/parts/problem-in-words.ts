import type { components } from '../api/schema';
import type { Problem } from '../api/problem';
import type { Language } from '../language/language';

type Code = components['schemas']['Problem']['code'];
type Words = Pick<Problem, 'title' | 'hint'>;

const NOTHING_CHANGED = 'No se cambió nada.';

/** What happened and what to do, to somebody who sits before the console; a code without words does not compile. */
const IN_SPANISH: Readonly<Record<Code, Words>> = {
  invalid_request: {
    title: 'Algo de lo escrito no es válido',
    hint: `Corrija lo que se nombra arriba y envíelo de nuevo. ${NOTHING_CHANGED}`,
  },
  malformed_json: {
    title: 'El servidor no pudo leer lo enviado',
    hint: `Recargue la página e inténtelo de nuevo. ${NOTHING_CHANGED}`,
  },
  unauthenticated: { title: 'No se sabe quién pregunta', hint: 'Inicie sesión de nuevo.' },
  sign_in_refused: {
    title: 'Esos datos no abren nada',
    hint: 'Revise el usuario y la contraseña. Quien perdió la contraseña le pide otra a un administrador de la cuenta.',
  },
  not_allowed: {
    title: 'Su rol no permite esto',
    hint: `Pídaselo a un administrador de la cuenta. ${NOTHING_CHANGED}`,
  },
  cross_site: {
    title: 'Otra página hizo que el navegador preguntara',
    hint: `Hágalo desde esta consola. ${NOTHING_CHANGED}`,
  },
  webhook_not_verified: {
    title: 'No se pudo verificar el webhook',
    hint: 'Revise el secreto compartido, y que PUBLIC_BASE_URL sea exactamente la dirección a la que llama el proveedor.',
  },
  foreign_origin: {
    title: 'La página es de otro sitio',
    hint: 'Conéctese desde una página de este servidor.',
  },
  not_found: {
    title: 'Eso no existe',
    hint: 'Tal vez alguien lo borró, o es de otra cuenta. Vuelva a la lista y búsquelo allí.',
  },
  unknown_route: {
    title: 'Esa dirección no existe',
    hint: 'Recargue la página: la consola puede ser más vieja que el servidor.',
  },
  method_not_allowed: {
    title: 'La dirección no admite esta operación',
    hint: 'Recargue la página: la consola puede ser más vieja que el servidor.',
  },
  conflict: {
    title: 'Esto no va con el estado actual',
    hint: 'Mire cómo está ahora, y decida si todavía tiene sentido.',
  },
  slot_taken: {
    title: 'Esa hora ya no está libre',
    hint: `Vuelva a ver las horas libres y elija el comienzo de una. ${NOTHING_CHANGED}`,
  },
  body_too_large: {
    title: 'El archivo es demasiado grande',
    hint: 'Se admiten 16 MB para un archivo (5 MB para una imagen) y 20 MB para importar un CSV; una difusión admite listas más largas.',
  },
  unsupported_media_type: {
    title: 'Ese tipo de contenido no se admite aquí',
    hint: `Elija un archivo de otro tipo. ${NOTHING_CHANGED}`,
  },
  idempotency_key_reused: {
    title: 'Esto ya se envió con otro contenido',
    hint: 'Recargue la página, revise qué se guardó y, si falta algo, envíelo de nuevo.',
  },
  too_many_requests: {
    title: 'Demasiadas solicitudes',
    hint: `Espere un minuto y siga. ${NOTHING_CHANGED}`,
  },
  upgrade_required: { title: 'La dirección solo habla WebSocket', hint: 'Recargue la página.' },
  internal_error: {
    title: 'Algo falló de nuestro lado',
    hint: 'Inténtelo de nuevo; si continúa, dele el número de la solicitud a quien administra este servidor.',
  },
  calendar_away: {
    title: 'El calendario conectado no responde',
    hint: 'Mírelo en Ajustes, Calendario: conéctelo de nuevo si perdió el acceso; si no, inténtelo en un minuto.',
  },
  unavailable: {
    title: 'Falta un servicio que esto necesita',
    hint: 'Inténtelo de nuevo en unos segundos; en Inicio se ve qué servicio falta.',
  },
};

/** A problem's title and hint in the language of the page; in English they are the API's own. */
export function problemInWords({ code, title, hint }: Problem, language: Language): Words {
  const words = language === 'es' ? (IN_SPANISH as Readonly<Record<string, Words>>)[code] : undefined;
  return words ?? { title, hint };
}
