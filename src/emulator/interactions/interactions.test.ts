import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { manualClock } from '../../lib/clock.ts';
import { runningOut } from '../../lib/fixtures/running-out.ts';
import { type Emulator, startEmulator } from '../emulator.ts';
import { type Connected, connectBolt, type Way } from '../fixtures/bolt.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const declareModal = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'declare',
  title: plain('Declare'),
  submit: plain('Declare'),
  private_metadata: 'kept',
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: plain('Title'),
      element: { type: 'plain_text_input', action_id: 'text', min_length: 3, max_length: 40 },
    },
    {
      type: 'input',
      block_id: 'severity',
      label: plain('Severity'),
      element: {
        type: 'static_select',
        action_id: 'choice',
        options: ['sev1', 'sev2'].map((value) => ({ text: plain(value.toUpperCase()), value })),
      },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: plain('Commander'),
      element: { type: 'users_select', action_id: 'user' },
    },
  ],
  ...more,
});

const START = Date.UTC(2026, 10, 22, 10, 0, 0);

let slack: Emulator;
const acks = runningOut();
let clock: ReturnType<typeof manualClock>;
let connected: Connected | undefined;
let ana: string;
let room: string;

beforeEach(async () => {
  clock = manualClock(START);
  slack = await startEmulator({ clock, ackPatience: acks.patience });
  ana = slack.addUser({ name: 'ana', realName: 'Ana Ruiz' });
  slack.addUser({ name: 'bo', realName: 'Bo Lind' });
  room = slack.addChannel({ name: 'inc-1', members: ['ana', 'bo'] });
});

afterEach(async () => {
  await connected?.stop();
  connected = undefined;
  await slack.close();
});

async function app(way: Way, listen: (bolt: App) => void): Promise<Connected> {
  connected = await connectBolt(slack, way, listen);
  slack.workspace.world.channels.get(room)?.members.push(connected.installed.botUserId);
  return connected;
}

describe.each<Way>(['http', 'socket'])('over %s', (way) => {
  test('a command is answered to the person alone', async () => {
    let form: Record<string, unknown> = {};
    await app(way, (bolt) =>
      bolt.command('/incident', async ({ ack, command }) => {
        form = command;
        await ack('Declared.');
      }),
    );
    const answer = await slack.as('ana').slash('inc-1', '/incident declare  checkout is slow ');
    expect(answer).toMatchObject({ answered: true, inChannel: false, text: 'Declared.' });
    expect(form).toMatchObject({
      command: '/incident',
      text: 'declare  checkout is slow',
      user_id: ana,
      user_name: 'ana',
      channel_id: room,
      channel_name: 'inc-1',
      team_id: slack.see.team().id,
      trigger_id: expect.any(String),
    });
    expect(slack.see.ephemerals('ana', 'inc-1')).toHaveLength(1);
    expect(slack.see.ephemerals('bo')).toHaveLength(0);
    expect(slack.see.messages('inc-1')).toHaveLength(0);
  });

  test('a command opens a modal, the submission closes it, and the state has everything', async () => {
    let values: unknown;
    let metadata = '';
    await app(way, (bolt) => {
      bolt.command('/incident', async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: declareModal() });
        await ack();
      });
      bolt.view('declare', async ({ ack, view }) => {
        values = view.state.values;
        metadata = view.private_metadata;
        await ack();
      });
    });
    const person = slack.as('ana');
    expect(await person.slash('inc-1', '/incident declare')).toMatchObject({ answered: false });
    expect(person.modal()?.content.callback_id).toBe('declare');
    const result = await person.submit({ Title: 'Checkout is slow', severity: 'SEV1', user: 'bo' });
    expect(result).toEqual({ outcome: 'closed', errors: {} });
    expect(values).toMatchObject({
      title: { text: { type: 'plain_text_input', value: 'Checkout is slow' } },
      severity: { choice: { type: 'static_select', selected_option: { value: 'sev1' } } },
      who: { user: { type: 'users_select', selected_user: slack.see.user('bo').id } },
    });
    expect(metadata).toBe('kept');
    expect(person.modal()).toBeUndefined();
  });

  test('a submission is refused by the app with an error under the input', async () => {
    await app(way, (bolt) => {
      bolt.shortcut('declare', async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: declareModal() });
        await ack();
      });
      bolt.view('declare', ({ ack }) => ack({ response_action: 'errors', errors: { title: 'Taken.' } }));
    });
    const person = slack.as('ana');
    await person.shortcut('declare');
    expect(await person.submit({ title: 'Checkout', severity: 'sev2' })).toEqual({
      outcome: 'refused',
      errors: { title: 'Taken.' },
    });
    expect(person.modal()?.errors).toEqual({ title: 'Taken.' });
  });

  test('a button in a message reaches the app, which replaces the message', async () => {
    let payload: Record<string, unknown> = {};
    const { bolt } = await app(way, (listening) =>
      listening.action('resolve', async ({ ack, body, respond }) => {
        payload = { ...body };
        await ack();
        await respond({ text: 'Resolved.', replace_original: true });
      }),
    );
    const button = { type: 'button' as const, action_id: 'resolve', text: plain('Resolve'), value: '42' };
    const { ts } = await bolt.client.chat.postMessage({
      channel: room,
      text: 'card',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    await slack.as('ana').click({ channel: 'inc-1', ts: String(ts) }, 'Resolve');
    await slack.until(() => slack.see.messages('inc-1')[0]?.text === 'Resolved.');
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: ana, username: 'ana' },
      container: { type: 'message', message_ts: ts, channel_id: room },
      channel: { id: room, name: 'inc-1' },
      message: { ts, text: 'card' },
      actions: [{ type: 'button', action_id: 'resolve', value: '42', block_id: expect.any(String) }],
      response_url: expect.stringContaining('/actions/'),
      state: { values: {} },
    });
  });

  test('a message shortcut carries the message', async () => {
    let seen: Record<string, unknown> = {};
    await app(way, (bolt) =>
      bolt.shortcut({ type: 'message_action', callback_id: 'pin' }, async ({ ack, shortcut }) => {
        seen = { ...shortcut };
        await ack();
      }),
    );
    const ts = await slack.as('bo').say('inc-1', 'the disk is full');
    await slack.as('ana').messageShortcut('inc-1', ts, 'pin');
    expect(seen).toMatchObject({
      type: 'message_action',
      callback_id: 'pin',
      message_ts: ts,
      message: { text: 'the disk is full', user: slack.see.user('bo').id },
      channel: { id: room },
      user: { id: ana },
      response_url: expect.stringContaining('/app/'),
    });
  });

  test('opening Home tells the app, and what it publishes is shown', async () => {
    await app(way, (bolt) =>
      bolt.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'section', text: plain('All quiet') }] },
        });
      }),
    );
    expect(slack.as('ana').home()).toBeUndefined();
    const view = await slack.until(() => slack.see.home('ana'));
    expect(view.content.blocks).toMatchObject([{ type: 'section' }]);
  });
});

describe('commands', () => {
  test('are refused in threads and when no app has them', async () => {
    await app('socket', (bolt) => bolt.command('/incident', ({ ack }) => ack()));
    const ts = await slack.as('ana').say('inc-1', 'hello');
    await expect(slack.as('ana').slash('inc-1', '/incident list', { thread: ts })).rejects.toThrow(
      '/incident is not supported in threads. Sorry!',
    );
    await expect(slack.as('ana').slash('inc-1', '/nothing')).rejects.toThrow('not a valid command');
  });

  test('fail with words when the app says nothing within the time, or is gone', async () => {
    const { stop } = await app('socket', (bolt) => bolt.command('/incident', async () => acks.runOut()));
    await expect(slack.as('ana').slash('inc-1', '/incident')).rejects.toThrow(
      '/incident failed with the error "operation_timeout"',
    );
    await stop();
    await expect(slack.as('ana').slash('inc-1', '/incident')).rejects.toThrow(
      '/incident failed with the error "dispatch_failed"',
    );
  });

  test('carry people and channels as ids only where the manifest asks for it', async () => {
    const texts: string[] = [];
    await app('socket', (bolt) => {
      bolt.command(/.*/, async ({ ack, command }) => {
        texts.push(command.text);
        await ack();
      });
    });
    const bo = slack.see.user('bo').id;
    await slack.as('ana').slash('inc-1', `/incident role <@${bo}> #inc-1 a < b`);
    await slack.as('ana').slash('inc-1', '/escaped role @bo #inc-1 a < b');
    expect(texts).toEqual(['role @bo #inc-1 a < b', `role <@${bo}|bo> <#${room}|inc-1> a &lt; b`]);
  });

  test('answered in the channel are seen by everybody', async () => {
    await app('socket', (bolt) =>
      bolt.command('/incident', ({ ack }) => ack({ response_type: 'in_channel', text: 'Open: 1' })),
    );
    await slack.as('ana').slash('inc-1', '/incident list');
    expect(slack.see.messages('inc-1').map((message) => message.text)).toEqual(['Open: 1']);
  });
});

describe('a response address', () => {
  async function responseUrl(): Promise<string> {
    let url = '';
    await app('socket', (bolt) =>
      bolt.command('/incident', async ({ ack, command }) => {
        url = command.response_url;
        await ack();
      }),
    );
    await slack.as('ana').slash('inc-1', '/incident');
    return url;
  }
  const post = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });

  test('is good for five posts', async () => {
    const url = await responseUrl();
    for (const text of ['1', '2', '3', '4', '5']) {
      expect(await (await post(url, { text })).text()).toBe('ok');
    }
    expect((await post(url, { text: '6' })).status).toBe(404);
    expect(slack.see.ephemerals('ana')).toHaveLength(5);
  });

  test('is dead after thirty minutes', async () => {
    const url = await responseUrl();
    clock.moveBy(30 * 60_000 + 1);
    const late = await post(url, { text: 'late' });
    expect([late.status, await late.text()]).toEqual([404, 'Expired url']);
  });

  test('refuses what a message may not be', async () => {
    const url = await responseUrl();
    expect((await post(url, { blocks: [{ type: 'banner' }] })).status).toBe(400);
    expect(slack.see.ephemerals('ana')).toHaveLength(0);
  });
});

describe('modals', () => {
  async function opened(listen: (bolt: App) => void = () => undefined): Promise<Connected> {
    const it = await app('socket', (bolt) => {
      bolt.command('/incident', async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: declareModal() });
        await ack();
      });
      listen(bolt);
    });
    await slack.as('ana').slash('inc-1', '/incident declare');
    return it;
  }

  test('are not sent while a required input is empty or a text too short', async () => {
    await opened();
    const person = slack.as('ana');
    expect(await person.submit({ title: 'ab' })).toEqual({
      outcome: 'refused',
      errors: {
        title: 'Please enter at least 3 characters.',
        severity: 'Please complete this required field.',
      },
    });
    await expect(person.fill({ title: 'x'.repeat(41) })).rejects.toThrow('40 characters at most');
    await expect(person.fill({ severity: 'sev9' })).rejects.toThrow('"sev9" is not offered here');
    await expect(person.fill({ nothing: 'x' })).rejects.toThrow('There is nothing called "nothing"');
  });

  test('keep what was entered where block_id and action_id stay the same', async () => {
    const { bolt } = await opened();
    const person = slack.as('ana');
    await person.fill({ title: 'Checkout', severity: 'sev1' });
    const view = declareModal();
    const renamed = view.blocks.map((block) =>
      block.block_id === 'severity' ? { ...block, block_id: 'severity-2' } : block,
    );
    await bolt.client.views.update({ view_id: person.modal()?.id ?? '', view: { ...view, blocks: renamed } });
    expect(Object.keys(person.modal()?.values ?? {})).toEqual(expect.arrayContaining(['title']));
    expect(person.modal()?.values).not.toHaveProperty('severity-2');
  });

  test('stack three deep and no deeper', async () => {
    const refusals: string[] = [];
    await opened((bolt) => {
      bolt.action('more', async ({ ack, body, client }) => {
        const trigger = 'trigger_id' in body ? String(body.trigger_id) : '';
        await client.views.push({ trigger_id: trigger, view: withButton }).catch((error: Error) => {
          refusals.push(error.message);
        });
        await ack();
      });
      bolt.view('declare', ({ ack }) => ack({ response_action: 'push', view: withButton }));
    });
    const person = slack.as('ana');
    expect(await person.submit({ title: 'Checkout', severity: 'sev1' })).toMatchObject({ outcome: 'pushed' });
    await person.click('modal', 'more');
    await person.click('modal', 'more');
    expect(slack.see.modals('ana')).toHaveLength(3);
    expect(refusals).toEqual(['An API error occurred: push_limit_reached']);
    await person.closeModal();
    expect(slack.see.modals('ana')).toHaveLength(2);
    await person.closeModal({ all: true });
    expect(slack.see.modals('ana')).toHaveLength(0);
  });

  const withButton: ModalView = {
    type: 'modal',
    title: plain('More'),
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] }],
  };

  test('tell the app when they are closed, if it asked', async () => {
    let closed: Record<string, unknown> = {};
    await app('socket', (bolt) => {
      bolt.command('/incident', async ({ ack, client, command }) => {
        const view = declareModal({ notify_on_close: true });
        await client.views.open({ trigger_id: command.trigger_id, view });
        await ack();
      });
      bolt.view({ type: 'view_closed', callback_id: 'declare' }, async ({ ack, body }) => {
        closed = { ...body };
        await ack();
      });
    });
    await slack.as('ana').slash('inc-1', '/incident');
    await slack.as('ana').closeModal();
    expect(closed).toMatchObject({ type: 'view_closed', is_cleared: false });
  });

  test('show trouble when the app answers errors for a block that is no input', async () => {
    await opened((bolt) =>
      bolt.view('declare', ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'x' } })),
    );
    await expect(slack.as('ana').submit({ title: 'Checkout', severity: 'sev1' })).rejects.toThrow(
      'We had some trouble connecting. Try again?',
    );
    expect(slack.see.unusable()).toMatchObject([{ why: expect.stringContaining('nowhere') }]);
    expect(slack.as('ana').modal()).toBeDefined();
  });

  test('are refused by Slack for what it would not show', async () => {
    const { bolt } = await opened();
    const view_id = slack.as('ana').modal()?.id ?? '';
    const update = (more: object) =>
      bolt.client.views
        .update({ view_id, view: declareModal(), ...more })
        .catch((error: Error) => error.message);
    expect(await update({ hash: '1.old' })).toBe('An API error occurred: hash_conflict');
    expect(await update({ view_id: 'VNONE' })).toBe('An API error occurred: not_found');
    expect(await update({ view: declareModal({ title: plain('x'.repeat(25)) }) })).toBe(
      'An API error occurred: invalid_arguments',
    );
  });
});

test('a trigger is good for three seconds, once, and for one app', async () => {
  let trigger = '';
  const { bolt } = await app('socket', (listening) =>
    listening.command('/incident', async ({ ack, command }) => {
      trigger = command.trigger_id;
      await ack();
    }),
  );
  const open = () =>
    bolt.client.views.open({ trigger_id: trigger, view: declareModal() }).then(
      () => 'opened',
      (error: Error) => error.message,
    );
  await slack.as('ana').slash('inc-1', '/incident');
  expect(await open()).toBe('opened');
  expect(await open()).toBe('An API error occurred: exchanged_trigger_id');
  await slack.as('ana').slash('inc-1', '/incident');
  clock.moveBy(3_001);
  expect(await open()).toBe('An API error occurred: expired_trigger_id');
  trigger = 'made.up';
  expect(await open()).toBe('An API error occurred: invalid_trigger_id');
});
