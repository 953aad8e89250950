import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { goThroughProxy, proxyInUse } from './proxy.ts';

let proxy: Server;
let url: string;
let asked: (string | undefined)[];

beforeEach(async () => {
  asked = [];
  proxy = createServer().on('connect', ({ url: host }, socket) => {
    asked.push(host);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await proxyInUse()?.destroy();
  await new Promise((resolve) => proxy.close(resolve));
});

/** Nobody is there: what matters is who is asked for it. */
const ELSEWHERE = 'https://127.0.0.9:1/';

test.each([
  ['a host that is not named', ELSEWHERE, 'example.com', ['127.0.0.9:1']],
  ['a host that is named', ELSEWHERE, 'example.com, 127.0.0.9', []],
  ['any host, where all are meant', ELSEWHERE, '*', []],
  ['this machine', 'https://localhost:1/', '', []],
])('%s', async (_what, address, noProxy, through) => {
  goThroughProxy({ HTTPS_PROXY: url, NO_PROXY: noProxy });
  await expect(request(address, { dispatcher: proxyInUse() })).rejects.toThrow();
  expect(asked).toEqual(through);
});

test('a host and its port are an address', async () => {
  goThroughProxy({ HTTPS_PROXY: url.replace('http://', '') });
  await expect(request(ELSEWHERE, { dispatcher: proxyInUse() })).rejects.toThrow();
  expect(asked).toEqual(['127.0.0.9:1']);
});

test('what is no address is refused with the variables’ names', () => {
  expect(() => goThroughProxy({ HTTPS_PROXY: 'proxy of ours' })).toThrow(/^HTTPS_PROXY, HTTP_PROXY: /);
});
