import type { View } from '../api/views';
import type { Language } from '../language/language';

type Fault = Pick<
  View<'ImportResult' | 'ProductImportResult'>['errors'][number],
  'reason' | 'code' | 'values'
>;
/** A code that these words lack does not compile. */
type Worded = Exclude<Fault['code'], 'wrong'>;

type Say = (value: (name: string) => string) => string;

/** What is wrong with rows of files, by code; what has no words here is said in the API's own. */
const IN_SPANISH: Readonly<Record<Worded, Say>> = {
  'not-whole-number': (v) =>
    v('min') === ''
      ? 'no es un número entero'
      : `«${v('value')}» no es un número entero de ${v('min')} a ${v('max')}`,
  'not-a-date': (v) => `«${v('value')}» no es una fecha: escríbala como 2025-09-12 09:00:05`,
  'not-a-phone': (v) => `«${v('value')}» no es un número de teléfono: escríbalo como +573001112233`,
  'damaged-note': () => 'la nota [hilo …] está dañada: quítela o restáurela',
  'day-twice': (v) => `${v('day')} de este número ya está en la línea ${v('line')}: deje una de las dos`,
  'no-such-day': (v) => `el programa no tiene ${v('day')}`,
  'too-few-cells': (v) => `la fila tiene ${v('cells')} celdas y la primera línea ${v('needed')}`,
  'sku-twice': (v) => `la línea ${v('line')} ya tiene este SKU`,
  missing: () => 'falta este valor',
  'too-short': (v) => `necesita ${v('min')} caracteres o más`,
  'too-long': (v) => `admite ${v('max')} caracteres como máximo`,
  'too-small': (v) => `debe ser ${v('min')} o más`,
  'too-large': (v) => `debe ser ${v('max')} o menos`,
  'not-yes-or-no': () => 'escriba sí o no',
  'not-a-sku': () => 'use letras sin acentos, cifras, punto, guion o guion bajo',
  'not-a-currency': () => 'no es una moneda admitida: escriba su código, como COP',
  'opted-out': () => 'la persona pidió no recibir mensajes: vuelva a suscribirla, con su consentimiento',
  unreachable: () => 'no hay por dónde escribirle en este canal',
  'already-enrolled': () => 'ya está inscrita: no hay nada que hacer',
  'program-completed': () => 'ya terminó el programa: inscríbala en otro para seguir',
  'excluded-for-ever': () => 'está excluida de este programa para siempre: use otro',
  'not-a-price': () => 'no es un precio: escríbalo como 4500, sin separador de miles',
};

/** Why a row was refused, in the language of the page. */
export function faultInWords({ reason, code, values }: Fault, language: Language): string {
  if (language !== 'es' || code === 'wrong') return reason;
  return IN_SPANISH[code]((name) => String(values[name] ?? ''));
}
