import { agrees } from '../../domain/shop/agreement';
import type { Topic } from './phrases';

/**
 * What is clear without guessing, the first that matches: patterns over plain words (no accents, no case, no
 * punctuation). Order matters: "ya no quiero la leche" takes something away though it says quiero.
 */
const RULES: readonly [Topic, RegExp][] = [
  [
    'person',
    /\b(persona|humano|humana|asesora?|vendedora?|agente|operadora?|representante|alguien del local|reclamo)\b/,
  ],
  [
    'leave',
    /^(nada( gracias)?|no quiero (nada|comprar nada|seguir)|ya no quiero( nada| seguir)?|dejalo|olvidalo|salir|volver|menu|chau|adios|hasta luego|nos vemos)$/,
  ],
  ['clear', /\b(vaci\w+|(borr|sac|quit|elimin)\w+ todo|empe(zar|cemos) de nuevo|carrito a cero)\b/],
  [
    'remove',
    /\b(quit(a|ar|ame|alo|ala|e)|sac(a|ar|ame|alo|ala)|elimin(a|ar|ame)|borr(a|ar|ame)|ya no quiero|no quiero (la|el|los|las))\b/,
  ],
  ['link', /\b(link|enlace)\b|\bdonde pago\b/],
  [
    'finish',
    /^(finali[sz]\w*|pagar|terminar|listo|checkout|eso es todo|nada mas|comprar)\b|\b(quiero pagar|finali[sz]ar|cerrar (la compra|el pedido)|terminar (la compra|el pedido))\b/,
  ],
  ['offers', /\b(oferta|ofertas|promo|promos|promocion|promociones|descuento|descuentos|rebajas?)\b/],
  ['cart', /\b(carrito|cuanto llevo|mi compra)\b/],
  [
    'buy',
    /\b(quiero|quisiera|necesito|busco|compr(o|ar)|dame|me das|agreg(a|ar|ame|ue)|suma(r|me)?|tenes|tienes|tienen|venden|hay|llevo|cuanto (sale|cuesta|vale))\s+\S/,
  ],
];

/** Words that are answered by none of the topics, whatever else a message says. */
const RUDE =
  /\b(idiota|estupid\w+|imbecil|tarado|tarada|inutil|mierda|puta|puto|pelotud\w+|boludo|boluda|gil|basura)\b/;
/** Who asks about the world does not ask for a product. */
const WORLDLY =
  /^(quien|cuando|por que|porque|como se|que (es|son|hora|dia|opinas|pensas)|cual es la|donde queda)\b/;

export function isRude(plain: string): boolean {
  return RUDE.test(plain);
}

export function isWorldly(plain: string): boolean {
  return WORLDLY.test(plain);
}

/** The topic that a message names by itself; null where it takes a guess. */
export function ruledTopic(plain: string): Topic | null {
  if (isRude(plain)) return null;
  return RULES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

const NO = /^(no|nop|no gracias|todavia no|aun no|mejor no|para nada|no no|espera)( gracias)?$/;

/** A plain yes or no to what was asked. */
export function readYesNo(plain: string): 'yes' | 'no' | null {
  if (NO.test(plain)) return 'no';
  return agrees(plain) ? 'yes' : null;
}
