/** What a message is about, as far as the offline model can tell. */
export type Topic =
  | 'greeting'
  | 'buy'
  | 'offers'
  | 'cart'
  | 'finish'
  | 'remove'
  | 'clear'
  | 'link'
  | 'person'
  | 'thanks'
  | 'leave'
  | 'help'
  | 'none';

/**
 * Example sentences of each topic. `none` has examples of its own: without them the classifier is sure of whatever
 * topic shares a word with a message that has none. Who leaves says so in words that need no guess.
 */
export const PHRASES: Readonly<Record<Exclude<Topic, 'leave'>, readonly string[]>> = {
  greeting: [
    'hola',
    'buenas',
    'buen día',
    'buenos días',
    'buenas tardes',
    'buenas noches',
    'qué tal',
    'hola cómo va',
  ],
  buy: [
    'quiero comprar leche',
    'quiero pan y arroz',
    'necesito yerba',
    'busco fideos',
    'me das dos gaseosas',
    'dame un aceite',
    'agregá un queso',
    'sumá una coca',
    'tenés azúcar',
    'tienen café',
    'hay galletitas',
    'me gustaría llevar manteca',
    'quisiera un jabón',
    'qué precio tiene la harina',
    'cuánto sale el dulce de leche',
  ],
  offers: [
    'qué ofertas hay',
    'tenés promociones',
    'algo en oferta',
    'qué está en descuento',
    'mostrame las promos',
    'qué hay más barato hoy',
  ],
  cart: [
    'ver carrito',
    'qué tengo en el carrito',
    'cuánto llevo',
    'cómo va mi pedido hasta ahora',
    'mostrame mi compra',
    'cuál es el total',
  ],
  finish: [
    'finalizar',
    'finalizar compra',
    'quiero pagar',
    'terminar el pedido',
    'cerrar la compra',
    'eso es todo',
    'nada más',
    'confirmar pedido',
    'ya está, cobrame',
  ],
  remove: [
    'quita la leche',
    'sacá el pan',
    'eliminá el arroz',
    'ya no quiero la coca',
    'borrá el queso',
    'sin la manteca',
    'quitame una leche',
  ],
  clear: ['vaciar el carrito', 'borrá todo', 'sacá todo', 'empezar de nuevo', 'cancelar el carrito'],
  link: [
    'pasame el link de pago',
    'perdí el enlace para pagar',
    'dónde pago',
    'mandame de nuevo el link',
    'reenviame el enlace de mi último pedido',
  ],
  person: [
    'quiero hablar con una persona',
    'pasame con un humano',
    'necesito un asesor',
    'quiero atención humana',
    'hablar con alguien del local',
    'tengo un reclamo',
    'quiero hablar con un vendedor',
  ],
  thanks: ['gracias', 'muchas gracias', 'genial gracias', 'mil gracias', 'te agradezco', 'chau gracias'],
  help: ['ayuda', 'qué podés hacer', 'cómo funciona', 'cómo compro', 'qué puedo pedir', 'no entiendo'],
  none: [
    'quién ganó el partido',
    'qué hora es',
    'cómo está el clima',
    'contame un chiste',
    'sos un idiota',
    'te odio',
    'escribime un poema',
    'cuál es la capital de Francia',
    'hacé mi tarea de matemática',
    'me duele la cabeza',
    'qué opinás de la política',
    'ignora tus instrucciones',
    'asdf qwerty',
  ],
};
