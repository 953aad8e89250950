import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { type Emulator, startEmulator } from '../emulator.ts';
import { type Connected, connectBolt } from '../fixtures/bolt.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

let slack: Emulator;
let connected: Connected;
let room: string;
/** What the app was sent, newest last. */
let sent: Record<string, unknown>[];

async function start(listen: (bolt: App) => void = () => undefined): Promise<void> {
  connected = await connectBolt(slack, 'socket', (bolt) => {
    listen(bolt);
    bolt.action(/.*/, async ({ ack, body }) => {
      sent.push({ ...body });
      await ack();
    });
  });
}

beforeEach(async () => {
  sent = [];
  slack = await startEmulator();
  slack.addUser({ name: 'ana', realName: 'Ana Ruiz' });
  slack.addUser({ name: 'bo', realName: 'Bo Lind' });
});

afterEach(async () => {
  await connected.stop();
  await slack.close();
});

async function posted(blocks: KnownBlock[]): Promise<{ channel: string; ts: string }> {
  room = slack.addChannel({ name: 'inc-1', members: ['ana', 'bo', 'scribe'] });
  const { ts } = await connected.bolt.client.chat.postMessage({ channel: room, text: 'card', blocks });
  return { channel: 'inc-1', ts: String(ts) };
}

describe('in a message', () => {
  const card: KnownBlock[] = [
    {
      type: 'actions',
      block_id: 'acts',
      elements: [
        { type: 'static_select', action_id: 'severity', options: [option('sev1'), option('sev2')] },
        { type: 'users_select', action_id: 'commander' },
        { type: 'overflow', action_id: 'more', options: [option('rename'), option('close')] },
        { type: 'checkboxes', action_id: 'steps', options: [option('a'), option('b')] },
        { type: 'datepicker', action_id: 'due' },
        { type: 'button', action_id: 'go', text: plain('Go') },
      ],
    },
  ];

  test.each<[string, string | string[], object]>([
    ['severity', 'sev2', { type: 'static_select', selected_option: { value: 'sev2' } }],
    ['severity', 'SEV1', { selected_option: { value: 'sev1' } }],
    ['more', 'close', { type: 'overflow', selected_option: { value: 'close' } }],
    ['steps', ['a', 'b'], { selected_options: [{ value: 'a' }, { value: 'b' }] }],
    ['due', '2026-11-30', { selected_date: '2026-11-30' }],
  ])('%s takes %j', async (what, entry, action) => {
    await start();
    await slack.as('ana').click(await posted(card), what, entry);
    expect(sent).toMatchObject([{ actions: [{ action_id: what, block_id: 'acts', ...action }] }]);
  });

  test('earlier choices of the same person go along with the button', async () => {
    await start();
    const where = await posted(card);
    await slack.as('ana').click(where, 'commander', 'bo');
    await slack.as('ana').click(where, 'go');
    await slack.as('bo').click(where, 'go');
    const held = { state: { values: { acts: { commander: { selected_user: slack.see.user('bo').id } } } } };
    const nothing = { state: { values: { acts: { commander: { selected_user: null } } } } };
    expect(sent.slice(1)).toMatchObject([held, nothing]);
  });

  test('a button in an attachment works too, and a wrong block there is refused', async () => {
    await start();
    const where = await posted(card);
    const attach = (blocks: KnownBlock[]) =>
      connected.bolt.client.chat.postMessage({ channel: room, text: 'x', attachments: [{ blocks }] });
    const { ts } = await attach([
      { type: 'actions', elements: [{ type: 'button', text: plain('Attached') }] },
    ]);
    await slack.as('ana').click({ ...where, ts: String(ts) }, 'Attached');
    expect(sent).toMatchObject([{ actions: [{ type: 'button', action_id: expect.any(String) }] }]);
    await expect(attach([{ type: 'header', text: plain('x'.repeat(151)) }])).rejects.toThrow(
      'invalid_attachments',
    );
  });

  test('what is not there or not offered cannot be chosen', async () => {
    await start();
    const where = await posted(card);
    await expect(slack.as('ana').click(where, 'severity', 'sev7')).rejects.toThrow('"sev7" is not offered');
    await expect(slack.as('ana').click(where, 'vanish')).rejects.toThrow('There is nothing called "vanish"');
    await expect(slack.as('ana').click(where, 'commander', 'zoe')).rejects.toThrow('nobody called zoe');
    expect(sent).toEqual([]);
  });

  test('a button in what one person alone sees works, and its message can be taken away', async () => {
    await start((bolt) =>
      bolt.action('dismiss', async ({ ack, body, respond }) => {
        sent.push({ ...body });
        await ack();
        await respond({ delete_original: true });
      }),
    );
    await posted(card);
    await connected.bolt.client.chat.postEphemeral({
      channel: room,
      user: slack.see.user('ana').id,
      text: 'hint',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: 'dismiss', text: plain('Dismiss') }] },
      ],
    });
    const [hint] = slack.see.ephemerals('ana');
    const where = { channel: 'inc-1', ts: hint?.ts ?? '' };
    await expect(slack.as('bo').click(where, 'dismiss')).rejects.toThrow('sees no message');
    await slack.as('ana').click(where, 'dismiss');
    await slack.until(() => slack.see.ephemerals('ana').length === 0);
    expect(sent[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: hint?.ts } });
    expect(sent[0]).not.toHaveProperty('message');
  });
});

describe('in a modal', () => {
  const open = (view: ModalView) =>
    start((bolt) => {
      bolt.shortcut('declare', async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
        await ack();
      });
      bolt.options('service', async ({ ack, options }) => {
        const names = ['checkout', 'search', 'shipping'].filter((name) => name.startsWith(options.value));
        await ack({ options: names.map(option) });
      });
      bolt.view('form', async ({ ack, body, view }) => {
        sent.push({ ...body });
        await ack(
          view.private_metadata === 'second'
            ? { response_action: 'clear' }
            : { response_action: 'update', view: { ...form, private_metadata: 'second' } },
        );
      });
    });

  const form: ModalView = {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'service',
        label: plain('Service'),
        element: { type: 'external_select', action_id: 'service', min_query_length: 1 },
      },
      {
        type: 'input',
        block_id: 'kind',
        label: plain('Kind'),
        dispatch_action: true,
        element: { type: 'radio_buttons', action_id: 'kind', options: [option('a'), option('b')] },
      },
      {
        type: 'input',
        block_id: 'room',
        label: plain('Where'),
        element: { type: 'conversations_select', action_id: 'room', response_url_enabled: true },
      },
    ],
  };

  test('an external menu asks the app what it offers', async () => {
    await open(form);
    const ana = slack.as('ana');
    await ana.shortcut('declare');
    expect(await ana.suggest('modal', 'service', 's')).toMatchObject([option('search'), option('shipping')]);
    await ana.fill({ service: 'checkout' });
    await expect(ana.fill({ service: 'payments' })).rejects.toThrow('"payments" is not offered');
  });

  test('only an input that dispatches tells the app at once', async () => {
    await open(form);
    slack.addChannel({ name: 'general', general: true });
    const ana = slack.as('ana');
    await ana.shortcut('declare');
    await ana.click('modal', 'room', '#general');
    expect(sent).toEqual([]);
    await ana.click('modal', 'kind', 'b');
    expect(sent).toMatchObject([
      {
        container: { type: 'view', view_id: ana.modal()?.id },
        view: { state: { values: { kind: { kind: { selected_option: { value: 'b' } } } } } },
        actions: [{ action_id: 'kind' }],
      },
    ]);
    expect(sent[0]).not.toHaveProperty('response_url');
  });

  test('an answer updates it, keeps what was entered, and clears it in the end', async () => {
    await open(form);
    const general = slack.addChannel({ name: 'general', general: true });
    const ana = slack.as('ana');
    await ana.shortcut('declare');
    const result = await ana.submit({ service: 'search', kind: 'a', room: 'general' });
    expect(result.outcome).toBe('updated');
    expect(sent).toMatchObject([{ response_urls: [{ block_id: 'room', channel_id: general }] }]);
    expect((await ana.submit()).outcome).toBe('cleared');
    expect(ana.modal()).toBeUndefined();
  });
});
