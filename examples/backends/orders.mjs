// A shop's backend for examples/scenarios/order-status.json: GET /api/orders/<number> on 127.0.0.1:4050.
import { createServer } from 'node:http';

const KEY = 'a-key-of-the-shop';
const ORDERS = {
  1024: { status: 'shipped', total: 4_500_000 },
  7: { status: 'delivered', total: 1_290_000 },
};

createServer((request, response) => {
  const [, number = ''] = /^\/api\/orders\/(\d+)$/.exec(request.url ?? '') ?? [];
  const isKnown = Object.hasOwn(ORDERS, number);
  const status = request.headers['x-api-key'] !== KEY ? 401 : isKnown ? 200 : 404;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(status === 200 ? ORDERS[number] : { error: status }));
  console.log(`${request.method} ${request.url} → ${status}`);
}).listen(4050, '127.0.0.1', () => console.log(`Orders on http://127.0.0.1:4050, for whoever has "${KEY}"`));
