import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkClock } from './doctor-clock.ts';

/** What doctor says where Slack's clock differs from ours by so much. */
async function saidWhenOff(ms: number) {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + ms).toUTCString());
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return await checkClock(`http://127.0.0.1:${port}/api/`).finally(() => server.close());
}

test('a clock that is right is said to be, one that is off by how much and what to do', async () => {
  expect(await saidWhenOff(-3_000)).toMatchObject([{ ok: true }]);
  expect(await saidWhenOff(-3_600_000)).toMatchObject([
    { ok: false, fix: expect.stringMatching(/^It is 60 min ahead of Slack’s.*timedatectl set-ntp true/) },
  ]);
  expect(await saidWhenOff(70_000)).toMatchObject([
    { ok: false, fix: expect.stringMatching(/^It is \d+ s behind/) },
  ]);
});

test('where Slack does not answer nothing is said of the clock', async () => {
  expect(await checkClock('http://127.0.0.1:1/api/')).toEqual([]);
});
