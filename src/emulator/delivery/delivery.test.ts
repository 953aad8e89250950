import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { runningOut } from '../../lib/fixtures/running-out.ts';
import { QUIET, startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';

type Heard = { headers: IncomingHttpHeaders; body: Record<string, unknown> };

let t: TestWorkspace;
let cleanUp: (() => unknown)[] = [];
/** Slack gives up what an app leaves without an answer as soon as it has come there, not by the clock. */
const acks = runningOut();

afterEach(async () => {
  for (const step of cleanUp.reverse()) {
    await step();
  }
  cleanUp = [];
});

/** A server that writes down every request and answers as told. */
async function listener(answer: () => { status: number; headers?: Record<string, string> } | undefined) {
  const heard: Heard[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    heard.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    const told = answer();
    if (told) {
      response.writeHead(told.status, told.headers).end();
    } else {
      acks.runOut();
    }
    t.slack.workspace.changed({ kind: 'delivery' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
}

async function overHttp(answer: () => { status: number; headers?: Record<string, string> } | undefined) {
  const { heard, url } = await listener(answer);
  t = await startTestWorkspace({ socket: false, url, ackPatience: acks.patience });
  cleanUp.push(() => t.slack.close());
  return heard;
}

const eventOf = (heard: Heard | undefined) => heard?.body.event as Record<string, unknown> | undefined;

describe('events over HTTP', () => {
  test('an event comes signed, in its envelope, once it is acknowledged', async () => {
    const heard = await overHttp(() => ({ status: 200 }));
    const ts = await t.slack.as('ana').say('ops', 'checkout is slow');
    await t.slack.idle();
    expect(heard).toHaveLength(1);
    expect(heard[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-slack-signature': expect.stringMatching(/^v0=[0-9a-f]{64}$/),
      'x-slack-request-timestamp': expect.stringMatching(/^\d+$/),
    });
    expect(heard[0]?.body).toMatchObject({
      type: 'event_callback',
      team_id: t.app.teamId,
      api_app_id: t.app.appId,
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ user_id: t.app.botUserId, is_bot: true, is_enterprise_install: false }],
      event: {
        type: 'message',
        channel: t.ops,
        channel_type: 'channel',
        user: t.ana,
        text: 'checkout is slow',
        ts,
        event_ts: ts,
      },
    });
  });

  test('an unacknowledged event comes again at once, after one minute and after five more', async () => {
    const heard = await overHttp(() => ({ status: 500 }));
    await t.slack.as('ana').say('ops', 'hello');
    await t.slack.until(() => heard.length === 2);
    await t.slack.idle();
    t.clock.moveBy(60_000);
    await t.slack.until(() => heard.length === 3);
    await t.slack.idle();
    t.clock.moveBy(300_000);
    await t.slack.until(() => heard.length === 4);
    await t.slack.idle();
    t.clock.moveBy(3_600_000);
    await t.slack.idle();
    expect(
      heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(1);
  });

  test('no answer in time counts as none', async () => {
    const heard = await overHttp(() => (heard.length > 1 ? { status: 200 } : undefined));
    await t.slack.as('ana').say('ops', 'hello');
    await t.slack.until(() => heard.length === 2);
    expect(heard[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
    await t.slack.idle();
  });

  test('an app can decline the retries', async () => {
    const heard = await overHttp(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await t.slack.as('ana').say('ops', 'hello');
    await t.slack.idle();
    t.clock.moveBy(600_000);
    await t.slack.idle();
    expect(heard).toHaveLength(1);
  });

  test('Bolt accepts the signature, answers the challenge and hears the message', async () => {
    t = await startTestWorkspace({ socket: false });
    const receiver = new HTTPReceiver({ signingSecret: t.app.signingSecret });
    const bolt = new App({
      token: t.app.botToken,
      receiver,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: t.slack.apiUrl },
    });
    cleanUp.push(
      () => t.slack.close(),
      () => bolt.stop(),
    );
    const texts: unknown[] = [];
    bolt.message(async ({ message, say }) => {
      texts.push('text' in message && message.text);
      await say('noted');
    });
    const server = (await bolt.start(0)) as Server;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    await t.slack.setRequestUrl(t.app.appId, url);
    await t.slack.as('ana').say('ops', 'hello');
    await t.slack.until(() => t.slack.see.messages('ops').some((each) => each.text === 'noted'));
    await t.slack.idle();
    expect(texts).toEqual(['hello']);
  });

  test('an address that does not answer the challenge is refused', async () => {
    await overHttp(() => ({ status: 200 }));
    const { url } = await listener(() => ({ status: 200 }));
    await expect(t.slack.setRequestUrl(t.app.appId, url)).rejects.toThrow('challenge');
  });
});

describe('Socket Mode', () => {
  async function connected() {
    t = await startTestWorkspace({ ackPatience: acks.patience });
    const socket = new SocketModeClient({
      appToken: t.app.appToken,
      logger: QUIET,
      autoReconnectEnabled: false,
      clientOptions: { slackApiUrl: t.slack.apiUrl },
    });
    cleanUp.push(
      () => t.slack.close(),
      () => socket.removeAllListeners('disconnected').disconnect(),
    );
    // By itself it waits for seconds first.
    socket.on('disconnected', () => void socket.start());
    await socket.start();
    return socket;
  }

  type Envelope = {
    ack: () => Promise<void>;
    body: Record<string, unknown>;
    retry_num?: number;
    retry_reason?: string;
  };

  test('an event that is not acknowledged comes again and says why', async () => {
    const socket = await connected();
    const tries: unknown[] = [];
    socket.on('message', async ({ ack, retry_num, retry_reason }: Envelope) => {
      tries.push([retry_num, retry_reason]);
      await (tries.length === 2 ? ack() : acks.runOut());
    });
    await t.slack.as('ana').say('ops', 'hello');
    await t.slack.until(() => tries.length === 2);
    await t.slack.idle();
    expect(tries).toEqual([
      [0, ''],
      [1, 'timeout'],
    ]);
  });

  test('when asked to refresh, the client opens a new socket and hears on', async () => {
    const socket = await connected();
    const texts: unknown[] = [];
    socket.on('message', async ({ ack, event }: Envelope & { event: { text: string } }) => {
      await ack();
      texts.push(event.text);
      t.slack.workspace.changed({ kind: 'delivery' });
    });
    const again = new Promise<void>((resolve) => socket.once('connected', () => resolve()));
    t.slack.faults.sockets.refresh();
    await again;
    await t.slack.as('bo').say('ops', 'still there?');
    await t.slack.until(() => texts.length > 0);
    expect(texts).toEqual(['still there?']);
  });

  test('a ticket opens one socket only', async () => {
    await connected();
    const url = t.slack.workspace.openSocket(t.slack.see.apps()[0]!);
    const tries = await Promise.all([1, 2].map(() => outcome(url)));
    expect(tries.sort()).toEqual(['open', 'refused']);
  });

  function outcome(url: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onopen = () => {
        resolve('open');
        socket.close();
      };
      socket.onerror = () => resolve('refused');
    });
  }

  test('what happens while Slack is down is delivered when it is back', async () => {
    const socket = await connected();
    const texts: unknown[] = [];
    socket.on('message', async ({ ack, event }: Envelope & { event: { text: string } }) => {
      await ack();
      texts.push(event.text);
      t.slack.workspace.changed({ kind: 'delivery' });
    });
    const again = new Promise<void>((resolve) => socket.once('connected', () => resolve()));
    t.slack.faults.sockets.cut();
    await t.slack.as('ana').say('ops', 'said in the gap');
    await again;
    await t.slack.idle();
    t.clock.moveBy(60_000);
    await t.slack.until(() => texts.length > 0);
    expect(texts).toEqual(['said in the gap']);
  });
});

describe('faults of delivery', () => {
  test('duplicates, losses, delays and wrong order', async () => {
    const heard = await overHttp(() => ({ status: 200 }));
    const { faults } = t.slack;
    const say = (text: string) => t.slack.as('ana').say('ops', text);
    faults.events('message', { kind: 'duplicate', newId: true }, { times: 1 });
    await say('twice');
    faults.events('message', { kind: 'lose' }, { times: 1 });
    await say('never');
    faults.events('message', { kind: 'reorder' }, { times: 1 });
    await say('third');
    await t.slack.idle();
    await say('second');
    await t.slack.until(() => heard.length === 4);
    await t.slack.idle();
    faults.events('message', { kind: 'delay', ms: 90_000 }, { times: 1 });
    await say('late');
    await t.slack.idle();
    const before = heard.length;
    t.clock.moveBy(90_000);
    await t.slack.until(() => heard.length > before);
    const texts = heard.map((each) => eventOf(each)?.text);
    expect([texts.slice(0, 2), [...texts.slice(2, 4)].sort(), texts.slice(4)]).toEqual([
      ['twice', 'twice'],
      ['second', 'third'],
      ['late'],
    ]);
    expect(heard[0]?.body.event_id).not.toBe(heard[1]?.body.event_id);
  });
});

describe('who hears of it', () => {
  test('messages of a channel the bot is not in are not delivered, public or not', async () => {
    const heard = await overHttp(() => ({ status: 200 }));
    const secret = await t.slack.as('ana').createChannel('secret', { private: true });
    await t.slack.as('ana').say('quiet', 'nobody hears');
    await t.slack.as('ana').say(secret, 'nobody hears either');
    await t.slack.idle();
    expect(heard).toEqual([]);
    await t.slack.as('ana').invite(secret, t.app.botUserId);
    await t.slack.as('ana').say(secret, 'now you do');
    await t.slack.idle();
    const types = heard.map((each) => eventOf(each)?.channel_type ?? eventOf(each)?.type);
    expect(types.sort()).toEqual(['G', 'group', 'group']);
  });

  test('without the scope or the subscription nothing is delivered', async () => {
    const { heard, url } = await listener(() => ({ status: 200 }));
    t = await startTestWorkspace({ socket: false, url, without: ['channels:history', 'reactions:read'] });
    cleanUp.push(() => t.slack.close());
    const ts = await t.slack.as('ana').say('ops', 'hello');
    await t.slack.as('bo').react('ops', ts, 'eyes');
    await t.slack.idle();
    expect(heard).toEqual([]);
  });

  test('a mention arrives as app_mention and as message', async () => {
    const heard = await overHttp(() => ({ status: 200 }));
    await t.slack.as('ana').say('ops', '@scribe help');
    await t.slack.idle();
    expect(heard.map((each) => eventOf(each)?.type).sort()).toEqual(['app_mention', 'message']);
    expect(eventOf(heard[0])?.text).toBe(`<@${t.app.botUserId}> help`);
  });

  test('the app hears its own messages', async () => {
    const heard = await overHttp(() => ({ status: 200 }));
    await t.client.chat.postMessage({ channel: t.ops, text: 'mine' });
    await t.slack.idle();
    expect(eventOf(heard[0])).toMatchObject({
      bot_id: t.app.botId,
      app_id: t.app.appId,
      user: t.app.botUserId,
      bot_profile: { name: 'scribe' },
    });
    expect(eventOf(heard[0])).not.toHaveProperty('subtype');
  });
});
