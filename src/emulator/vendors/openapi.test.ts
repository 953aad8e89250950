import type { Asked } from './exchange.ts';
import { checkOf } from './openapi.ts';

const MODERN = `
openapi: 3.0.3
paths:
  /rooms/{room-id}:
    get:
      parameters:
        - { name: room-id, in: path, required: true, schema: { type: integer } }
        - { name: at, in: query, required: true, schema: { oneOf: [{ type: string }, { type: number }] } }
        - { $ref: '#/components/parameters/ids' }
        - { name: Content-Type, in: header, required: true, schema: { type: string } }
  /rooms:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } }
components:
  parameters:
    ids: { name: 'ids[]', in: query, schema: { type: array, items: { type: string, enum: [a, b] } } }
  schemas:
    Room: { type: object, required: [name], properties: { name: { type: string }, size: { type: integer, nullable: true } } }
`;
const OLD = JSON.stringify({
  swagger: '2.0',
  basePath: '/v2',
  paths: {
    '/alerts/{id}/close': {
      post: {
        parameters: [
          { name: 'id', in: 'path', required: true, type: 'string' },
          { name: 'kind', in: 'query', type: 'string', enum: ['id', 'alias'] },
          { in: 'body', name: 'body', schema: { type: 'object', properties: { user: { type: 'string' } } } },
        ],
      },
    },
  },
});

function asked(method: string, address: string, body?: unknown): Asked {
  const url = new URL(address, 'http://vendor');
  const raw = body === undefined ? '' : JSON.stringify(body);
  return { method, path: url.pathname, params: {}, query: url.searchParams, headers: {}, body, raw };
}

const modern = checkOf(MODERN, { prefix: '/api', except: ['/login'] });
const old = checkOf(OLD);

test('what the specification allows passes, and so do paths that it does not cover', () => {
  expect(modern(asked('GET', '/api/rooms/7?at=12&ids[]=a&ids[]=b'))).toBeUndefined();
  expect(modern(asked('POST', '/api/rooms', { name: 'big', size: null }))).toBeUndefined();
  expect(modern(asked('POST', '/login', { any: 'thing' }))).toBeUndefined();
  expect(old(asked('POST', '/v2/alerts/a1/close?kind=alias', { user: 'ana' }))).toBeUndefined();
});

test.each([
  ['GET', '/api/rooms/7', undefined, 'query parameter at: is missing'],
  ['GET', '/api/rooms/seven?at=1', undefined, 'path parameter room-id: data must be integer'],
  ['GET', '/api/rooms/7?at=1&ids[]=c', undefined, 'query parameter ids[]: data/0 must be equal'],
  ['GET', '/api/rooms/7?at=1&ats=1', undefined, 'query parameter ats is not in the specification'],
  ['POST', '/api/rooms', undefined, 'the body is missing'],
  ['POST', '/api/rooms', { name: 7 }, 'body: data/name must be string'],
  ['PUT', '/api/rooms', {}, 'no such operation'],
])('%s %s with %j is refused', (method, address, body, why) => {
  expect(modern(asked(method, address, body))).toContain(why);
});

test('a Swagger 2 file is understood, too', () => {
  expect(old(asked('POST', '/v2/alerts/a1/close?kind=name'))).toContain('query parameter kind');
  expect(old(asked('POST', '/v2/alerts/a1/close', { user: 1 }))).toContain('body: data/user must be string');
});
