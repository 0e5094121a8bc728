import type { ListedCart, ListedProduct } from './results';

export const ASK_NAME = '¡Hola! Para empezar, ¿cómo te llamás?';
export const ASK_NAME_AGAIN = 'Perdón, no entendí. ¿Cómo te llamás? Con tu nombre alcanza.';
export const WRONG_EMAIL =
  'Ese email no parece válido. ¿Me lo escribís de nuevo? Por ejemplo: juan@example.com. ¿Cuál es tu email?';
export const ANYTHING_ELSE = '¿Querés algo más o finalizamos?';
export const WHAT_ELSE = '¡Dale! ¿Qué más querés llevar?';
export const EMPTY_CART = 'Tu carrito está vacío. Decime qué producto querés y lo busco.';
export const KEPT = 'No hay problema, dejo el carrito como está. ¿Querés agregar o quitar algo?';
export const CLEARED = 'Listo, vacié tu carrito. ¿Qué querés comprar?';
export const THANKS = '¡De nada! Cualquier cosa, escribime.';
export const BYE = 'Dale. Cualquier cosa, escribime.';
export const HANDED_OVER = 'Te paso con una persona del equipo. En un momento te escriben por acá.';
export const NO_PERSON =
  'Ahora mismo no puedo pasarte con una persona. Escribí tu consulta y queda registrada acá.';
export const NO_LINK = 'No encontré ningún pedido pendiente de pago. ¿Querés comprar algo?';
export const FAILED = 'Perdón, algo falló de nuestro lado. ¿Probamos de nuevo?';
export const HELP =
  'Puedo buscar productos, armar tu carrito y pasarte el link de pago. Escribí por ejemplo «quiero leche», «ver carrito», «quita la leche», «finalizar» o «hablar con una persona».';
export const NO_FILES = 'No puedo abrir archivos, ver imágenes ni escuchar audios: escribímelo, por favor.';
export const OFF_TOPIC = `De eso no sé, soy el asistente de la tienda. ${HELP}`;
export const RUDE =
  'Lamento la molestia. Si querés, escribí «hablar con una persona» y te atiende alguien del equipo.';
export const NO_OFFERS = 'Ahora no hay ofertas. Decime qué producto buscás y te paso el precio.';
export const WHICH_ONE = 'Decime el número de la opción que querés, por ejemplo «la primera» o «2».';
export const CONFIRM = '¿Confirmás el pedido? Respondé sí o no.';

export function askEmail(name: string): string {
  return `¡Genial, ${name}! ¿Y tu email?`;
}

export function registered(name: string): string {
  return name === '' ? '¡Listo! ' : `¡Listo, ${name}! `;
}

/** A group of products under one request. */
export interface Group {
  query: string;
  quantity: number | null;
  products: readonly ListedProduct[];
}

const LISTED = 5;

/** Numbered lists, counting on through the groups. */
export function productList(groups: readonly Group[], opening: string): string {
  let number = 0;
  const found = groups.filter(({ products }) => products.length > 0);
  const lists = found.map(({ query, quantity, products }) => {
    const heading = found.length > 1 ? capital(query) : opening;
    const amount = quantity === null ? '' : ` (${quantity} unidades)`;
    const lines = products.slice(0, LISTED).map(({ name, price, soldOut }) => {
      number += 1;
      return `${number}. ${name} - ${price}${soldOut ? ' (sin stock)' : ''}`;
    });
    return [`${heading}${amount}:`, ...lines].join('\n');
  });
  const missing = groups.filter(({ products }) => products.length === 0).map(({ query }) => `«${query}»`);
  const last = missing.length > 0 && found.length > 0 ? `\nNo encontré ${missing.join(' ni ')}.` : '';
  return `${lists.join('\n')}${last}\n¿Cuál preferís?`;
}

export function nothingFound(groups: readonly Group[]): string {
  const names = groups.map(({ query }) => `«${query}»`).join(' ni ');
  return `No encontré ${names}. ¿Querés que busque otra cosa?`;
}

export function cartText(cart: ListedCart): string {
  const lines = cart.lines.map(
    ({ name, quantity, total }) => `• ${quantity}x ${name}${total && ` - ${total}`}`,
  );
  return ['Tu carrito:', ...lines, `Total: ${cart.total}`].join('\n');
}

export function added(quantity: number, name: string): string {
  return `agregué ${quantity}x ${name} al carrito`;
}

export function outOfStock(name: string, available: number | null): string {
  if (available === null) return `No pude agregar ${name}: no hay stock suficiente.`;
  return available === 0 ? `${name} está sin stock.` : `De ${name} quedan solo ${available}.`;
}

export function payHere(url: string): string {
  return `¡Tu pedido está listo! Podés pagar acá: ${url}`;
}

export function notInCart(cart: ListedCart): string {
  return `Eso no está en tu carrito. ${cartText(cart)}\n¿Qué querés quitar?`;
}

export function removed(name: string): string {
  return `Listo, saqué ${name} del carrito. ${ANYTHING_ELSE}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
