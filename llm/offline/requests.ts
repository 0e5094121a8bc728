import { plainWords } from '../../domain/messaging/plain-words';
import { readQuantity } from '../../domain/shop/quantity-words';

/** A product somebody asks for in words. */
export interface Request {
  query: string;
  /** Null where they name no number. */
  quantity: number | null;
}

const MOST_REQUESTS = 3;

/** Words that ask for something without being what is asked for. */
const ASKING = new Set(
  [
    'hola buenas buenos buen dia dias tarde tardes noche noches che por favor porfa gracias si no ya ahora tambien ademas',
    'quiero queria quisiera querria necesito busco comprar compro llevar llevo dame deme das da dar pasame poneme',
    'agrega agregar agregame agregue anade anadir suma sumar sumame pone poner tenes tienes tienen tiene hay venden vende',
    'gustaria encargar pedir pido mandame manda que cuanto cuesta sale vale precio precios el la los las lo un una unos',
    'unas al a de del me te le se en mi su tu para con otro otra otros otras mas algo algun alguna algunos algunas',
    'litro litros kilo kilos gramos paquete paquetes unidad unidades botella botellas caja cajas lata latas bolsa bolsas',
    'quita quitar quitame quite saca sacar sacame elimina eliminar eliminame borra borrar borrame carrito pedido quiere',
    'oferta ofertas promo promos promocion promociones descuento descuentos estan esta todo todos todas ver mostrame',
    'dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte media docena docenas par pares uno',
  ]
    .join(' ')
    .split(' '),
);

/** What a message asks for, product by product, at most three: "2 leches y un pan" is two leches and one pan. */
export function readRequests(text: string): Request[] {
  return text
    .split(/\s+(?:y|e|más)\s+|[,;\n+&]|\sy\s/i)
    .map((part) => ({ query: queryOf(part), quantity: readQuantity(part) }))
    .map(({ query, quantity }) => ({ query, quantity: named(query, quantity) }))
    .filter(({ query }) => query !== '')
    .slice(0, MOST_REQUESTS);
}

/** "una leche" says no more than "leche". */
function named(query: string, quantity: number | null): number | null {
  return query === '' || quantity === null || quantity < 2 ? null : quantity;
}

function queryOf(part: string): string {
  return plainWords(part)
    .split(' ')
    .filter((word) => !ASKING.has(word) && !/^x?\d+x?$/.test(word))
    .join(' ');
}
