import type { ProductDetails } from '../../../db/repositories/products';

/** What a large grocer sells, by category: a hundred kinds in two hundred brands, variants and sizes. */
const KINDS: Record<string, readonly string[]> = {
  Lácteos: [
    ...['Leche entera', 'Leche descremada', 'Leche deslactosada', 'Leche en polvo', 'Yogur de fresa'],
    ...['Yogur natural', 'Queso campesino', 'Queso mozzarella', 'Mantequilla', 'Crema de leche', 'Kumis'],
  ],
  Despensa: [
    ...[
      'Arroz blanco',
      'Arroz integral',
      'Fríjol rojo',
      'Lenteja',
      'Garbanzo',
      'Azúcar blanca',
      'Azúcar morena',
    ],
    ...['Sal marina', 'Aceite de girasol', 'Aceite de oliva', 'Harina de trigo', 'Harina de maíz', 'Panela'],
    ...[
      'Pasta espagueti',
      'Pasta corta',
      'Atún en aceite',
      'Sardinas en tomate',
      'Salsa de tomate',
      'Mayonesa',
    ],
    ...[
      'Mostaza',
      'Vinagre',
      'Avena en hojuelas',
      'Galletas de soda',
      'Galletas de chocolate',
      'Miel de abejas',
    ],
  ],
  Bebidas: [
    ...['Café molido', 'Café instantáneo', 'Té verde', 'Té negro', 'Chocolate de mesa', 'Gaseosa de cola'],
    ...[
      'Gaseosa de limón',
      'Jugo de naranja',
      'Jugo de mango',
      'Agua mineral',
      'Cerveza rubia',
      'Vino tinto',
    ],
    ...['Yerba mate', 'Bebida de almendras', 'Bebida de soya'],
  ],
  Aseo: [
    ...['Jabón de tocador', 'Jabón en barra', 'Detergente líquido', 'Detergente en polvo', 'Suavizante'],
    ...[
      'Papel higiénico',
      'Toallas de cocina',
      'Champú',
      'Acondicionador',
      'Crema dental',
      'Cepillo de dientes',
    ],
    ...['Desodorante', 'Limpiador de pisos', 'Lavaloza', 'Blanqueador', 'Esponja', 'Bolsas de basura'],
  ],
  Panadería: [
    'Pan tajado',
    'Pan integral',
    'Tostadas',
    'Ponqué de vainilla',
    'Tortillas de maíz',
    'Almojábanas',
  ],
  Carnes: ['Pechuga de pollo', 'Carne molida', 'Chorizo', 'Jamón de pavo', 'Salchicha', 'Filete de pescado'],
  Frutas: [
    'Manzana roja',
    'Banano',
    'Piña',
    'Mango',
    'Limón',
    'Naranja',
    'Fresa',
    'Uva',
    'Aguacate',
    'Lechuga',
  ],
  Mascotas: ['Alimento seco perro', 'Alimento húmedo gato', 'Arena para gato', 'Snack para perro'],
};

const SYLLABLES = ['ma', 'lo', 'ri', 'ta', 'ne', 'so', 'vi', 'ca', 'do', 'pu', 'le', 'fra'];
const VARIANTS = ['', 'Clásico', 'Premium', 'Familiar', 'Ligero', 'Orgánico', 'Artesanal', 'Extra'];
const SIZES = ['250 g', '500 g', '1 kg', '1 L', '900 ml', '2 L', 'x6', 'x12'];

/** As many products as asked for, all different, always the same. */
export function* generatedCatalogue(count: number): Generator<ProductDetails> {
  const kinds = Object.entries(KINDS).flatMap(([category, names]) =>
    names.map((name) => ({ category, name })),
  );
  for (let n = 0; n < count; n += 1) {
    const kind = kinds[n % kinds.length];
    if (!kind) return;
    const round = Math.floor(n / kinds.length);
    const variant = VARIANTS[(n * 7) % VARIANTS.length] ?? '';
    const size = SIZES[(n * 3 + round) % SIZES.length] ?? '';
    yield {
      sku: `GEN-${String(n).padStart(6, '0')}`,
      name: [kind.name, brandOf(round % 200), variant, size].filter(Boolean).join(' '),
      category: kind.category,
      description: `${kind.name} ${variant.toLowerCase()} de ${brandOf(round % 200)}, lote ${round}`,
      price: { minor: (900 + ((n * 7919) % 60_000)) * 100, currency: 'COP' },
      isOffer: n % 11 === 0,
      stock: n % 17 === 0 ? 0 : n % 300,
    };
  }
}

function brandOf(index: number): string {
  const [a, b, c] = [index % 12, Math.floor(index / 12) % 12, (index * 5) % 12];
  const word = `${SYLLABLES[a] ?? ''}${SYLLABLES[b] ?? ''}${SYLLABLES[c] ?? ''}`;
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** What people type, a third of it misspelt, plural or of two kinds at once. */
export const TYPED_QUERIES = [
  ...[
    'leche',
    'leche entera',
    'lehce entera',
    'leches',
    'arroz',
    'arros',
    'arroz integral',
    'azucar',
    'asucar',
  ],
  ...[
    'cafe',
    'café molido',
    'caffe',
    'te verde',
    'chocolate',
    'choco',
    'jabon',
    'javon',
    'jabones',
    'pan',
    'panes',
  ],
  ...[
    'papel higienico',
    'papel ijienico',
    'detergente liquido',
    'detregente',
    'aceite de oliva',
    'aseite',
    'atun',
  ],
  ...[
    'atunes',
    'yogur fresa',
    'yogurt',
    'queso',
    'kesos',
    'mantequilla',
    'mantekilla',
    'pollo',
    'pechuga pollo',
  ],
  ...['comida para perro', 'arena gato', 'manzanas', 'limones', 'piña', 'pina', 'agua', 'gaseosa cola 2 L'],
  ...[
    'quiero comprar leche entera',
    'vino tinto',
    'serveza',
    'cerveza rubia',
    'galletas chocolate',
    'xilofono',
  ],
  ...['bolsas basura', 'harina de maiz', 'lechuga', 'frijoles', 'champu', 'shampoo', 'gen-000123', 'crema'],
];
