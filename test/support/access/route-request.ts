import type { Express } from 'express';
import request from 'supertest';
import type { Route } from '../../../api/route';
import { bodyOf, LIST, LIST_FIELDS, PIXEL, type Ids } from './everything';

export interface RouteCall {
  /** The app, or where it listens. */
  target: Express | string;
  route: Route;
  ids: Ids;
  headers: Readonly<Record<string, string>>;
}

/** Calls a route about these ids, with a body that fits. */
export function callRoute({ target, route, ids, headers }: RouteCall): request.Test {
  const test = request(target)
    [route.method](addressOf(route, ids))
    .set('idempotency-key', 'stranger')
    .set(headers);
  if (route.tag === 'Simulator' && route.method === 'get') test.query({ wait: 0 });
  if (route.body?.type === 'csv') return test.type('text/csv').send('numero,sesion,day\n');
  if (route.body?.type === 'list') return test.query(LIST_FIELDS).type('text/csv').send(LIST);
  if (route.body?.type === 'upload') return test.type('image/png').send(PIXEL);
  return route.body === undefined ? test : test.send(bodyOf(route.operationId, ids));
}

/** The route's address with these ids in it. */
export function addressOf({ path }: Route, ids: Ids): string {
  const [feature = ''] = /[\w-]+(?=\/\{)/.exec(path) ?? [];
  return `${path}${queryOf(path, ids)}`
    .replace('{id}', ids[feature] ?? '')
    .replace('{bot_id}', ids['bots'] ?? '')
    .replace('{account_id}', ids['accounts'] ?? '')
    .replace('{campaign_id}', encodeURIComponent(ids['campaigns'] ?? ''))
    .replace('{platform}', 'simulator')
    .replace('{provider}', 'stripe')
    .replace('{token}', 'of-nobody')
    .replace('{name}', 'TOKEN')
    .replace('{tag}', 'vip')
    .replace('{version}', '1')
    .replace('{phone}', '+573001112233')
    .replace('{date}', '2026-11-20');
}

/** What routes want to know that name no id in their path. */
function queryOf(path: string, ids: Ids): string {
  if (/\/(carts\/summary|orders\/by_user)$/.test(path)) return `?user_id=${ids['users'] ?? ''}`;
  return path.endsWith('/users/search') ? '?name=Comprador' : '';
}

/** Whether something of an account is named by its id. */
export function namesOne({ path }: Route): boolean {
  return (
    path === '/api/language-models/test' ||
    /\{(id|bot_id|account_id|campaign_id)\}/.test(path) ||
    /\/(carts\/(add_item|remove_item|clear|summary)|orders\/(checkout|by_user))$/.test(path)
  );
}
