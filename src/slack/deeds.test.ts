import { Refusal } from '../incident/refusal.ts';
import { runningOut } from '../lib/fixtures/running-out.ts';
import { button, row } from './blocks.ts';
import type { DeedContext } from './deed.ts';
import { type BoltDesk, openBoltDesk, type Setting, type Way } from './fixtures/bolt-desk.ts';

let desk: BoltDesk;

afterEach(() => desk.close());

describe.each<Way>(['http', 'socket'])('over %s', (way) => {
  beforeEach(async () => {
    desk = await openBoltDesk(way);
  });

  test('a line is written down before it is acknowledged, and answered in the acknowledgement', async () => {
    await desk.declare();
    const answer = await desk.slack.as('bo').slash('inc-1', '/incident note rolled back checkout');
    expect(answer).toMatchObject({
      answered: true,
      inChannel: false,
      text: expect.stringContaining('Noted for INC-1'),
    });
    const entries = await desk.house.engine.questions.entries(`incident/${(await desk.incident()).id}`, {
      kind: 'operator',
    });
    expect(entries.find(({ kind }) => kind === 'note')).toMatchObject({
      text: 'rolled back checkout',
      author: { name: 'Bo' },
    });
  });

  test('a refusal comes in the acknowledgement and says what would work', async () => {
    await desk.declare();
    const answer = await desk.slack.as('bo').slash('inc-1', '/incident reopen it is back');
    expect(answer.text).toBe('INC-1 is open: it is acknowledged. There is nothing to reopen.');
  });

  test('a long line that comes to nothing gives its words back; what was copied with the command in it works', async () => {
    await desk.declare();
    const bo = desk.slack.as('bo');
    const long = `/incident task ${'Warm <the> cache. '.repeat(20).trim()}`;
    expect((await bo.slash('inc-1', long)).text).toContain('at most 300 fit');
    const [told] = desk.slack.see.ephemerals('bo', 'inc-1').slice(-1);
    expect(told?.blocks?.slice(-2)).toMatchObject([
      { elements: [{ text: 'What you typed:' }] },
      { text: { type: 'plain_text', text: long.slice('/incident '.length) } },
    ]);
    await bo.slash('inc-1', '/incident /incident status “mitigated” rolled back');
    expect((await desk.incident()).status).toBe('mitigated');
  });

  test('an unknown word is answered with the nearest', async () => {
    await desk.declare();
    const answer = await desk.slack.as('bo').slash('inc-1', '/incident resovle all good');
    expect(answer.text).toContain('Did you mean `/incident resolve [what fixed it]`?');
    expect((await desk.incident()).status).toBe('acknowledged');
  });

  test('resolve without words opens a form that Enter sends', async () => {
    await desk.declare();
    const bo = desk.slack.as('bo');
    expect(await bo.slash('inc-1', '/incident resolve')).toMatchObject({ answered: false });
    expect(await bo.submit({ 'What fixed it': 'Rolled back to 2.14.0' })).toEqual({
      outcome: 'closed',
      errors: {},
    });
    expect((await desk.incident()).status).toBe('resolved');
  });

  test('a form that is refused stays open with the sentence beside its field', async () => {
    await desk.declare();
    const bo = desk.slack.as('bo');
    await bo.slash('inc-1', '/incident status mitigated');
    await bo.slash('inc-1', '/incident status');
    const shown = desk.slack.see.ephemerals('bo', 'inc-1').at(-1)!;
    await bo.click({ channel: 'inc-1', ts: shown.ts }, 'status:open');
    const refused = await bo.submit({ status: 'identified' });
    expect(refused).toMatchObject({
      outcome: 'refused',
      errors: { text: expect.stringContaining('needs a reason') },
    });
    expect(await bo.submit({ text: 'errors are back' })).toMatchObject({ outcome: 'closed' });
    expect((await desk.incident()).status).toBe('identified');
  });

  test('outside an incident channel nothing is done until an incident is chosen; then the line runs', async () => {
    await desk.declare('Checkout is slow');
    await desk.declare('Search is down');
    const ana = desk.slack.as('ana');
    const asked = await ana.slash('general-talk', '/incident status identified it is the cache');
    expect(asked.text).toContain('Which incident do you mean? Nothing has been done yet.');
    expect((await desk.incident(2)).status).toBe('acknowledged');
    const shown = desk.slack.see.ephemerals('ana', 'general-talk').at(-1)!;
    await ana.click({ channel: 'general-talk', ts: shown.ts }, 'INC-2 Search is down');
    expect((await desk.incident(2)).status).toBe('identified');
    expect((await desk.incident(1)).status).toBe('acknowledged');
  });

  test('the global shortcut opens the form that declares', async () => {
    const ana = desk.slack.as('ana');
    await ana.shortcut('declare');
    await ana.submit({ title: 'Payments fail' });
    expect((await desk.incident(1)).title.text).toBe('Payments fail');
  });

  test('a message of another channel is pinned whole, with its author and time', async () => {
    await desk.declare();
    const text = `the database logs *this*: ${'x'.repeat(3_500)} <end> & so on`;
    const ts = await desk.slack.as('bo').say('general-talk', text);
    const ana = desk.slack.as('ana');
    await ana.messageShortcut('general-talk', ts, 'pin_to_timeline');
    await ana.submit({ incident: 'INC-1 Checkout is slow' });
    const incident = await desk.incident();
    const entries = await desk.house.engine.questions.entries(`incident/${incident.id}`, {
      kind: 'operator',
    });
    const evidence = entries.find(({ kind }) => kind === 'evidence');
    const said = desk.slack.see.messages('general-talk').find((each) => each.ts === ts);
    expect(evidence).toMatchObject({
      text: said?.text,
      author: { name: 'Bo' },
      at: Math.floor(Number(ts) * 1000),
    });
    expect(evidence?.pinned?.by[0]?.name).toBe('Ana');
  });

  test('a message declares an incident and comes along as evidence', async () => {
    const ts = await desk.slack.as('bo').say('general-talk', 'Nobody can log in since 13:50');
    const ana = desk.slack.as('ana');
    await ana.messageShortcut('general-talk', ts, 'declare_from_message');
    await ana.submit();
    const incident = await desk.incident(1);
    expect(incident.title.text).toBe('Nobody can log in since 13:50');
    const entries = await desk.house.engine.questions.entries(`incident/${incident.id}`, {
      kind: 'operator',
    });
    expect(entries.find(({ kind }) => kind === 'evidence')?.text).toBe('Nobody can log in since 13:50');
  });
});

describe('presses', () => {
  beforeEach(async () => {
    desk = await openBoltDesk('socket');
  });

  const pressable = (actionId: string, value: string) => [row('row', [button('Press', actionId, value)])];

  test('on Home there is nowhere to write, so words come as a modal and forms open', async () => {
    const bo = desk.slack.as('bo');
    const blocks = [
      ...pressable('effect:retry', '7'),
      row('more', [button('Declare', 'declare:open', 'home')]),
    ];
    await desk.client.views.publish({ user_id: bo.id, view: { type: 'home', blocks } });
    const home = desk.slack.see.home('bo')!;
    await bo.click({ view: home.id }, 'effect:retry');
    expect(JSON.stringify(bo.modal()?.content)).toContain('no longer among what failed');
    await bo.closeModal();
    await bo.click({ view: home.id }, 'declare:open');
    expect(bo.modal()?.content.callback_id).toBe('declare:form');
  });

  test('a button in another channel acts on the incident that it names', async () => {
    const incident = await desk.declare();
    const { ts } = await desk.client.chat.postMessage({
      channel: desk.slack.see.channel('general-talk')!.id,
      text: 'one line',
      blocks: pressable('resolve:open', `incident/${incident.id}`),
    });
    const bo = desk.slack.as('bo');
    await bo.click({ channel: 'general-talk', ts: ts! }, 'resolve:open');
    await bo.submit({ text: 'rolled back' });
    expect((await desk.incident()).status).toBe('resolved');
  });

  test('a press that is refused says so to whoever pressed, and is on record', async () => {
    const incident = await desk.declare();
    const { ts } = await desk.client.chat.postMessage({
      channel: desk.slack.see.channel('inc-1')!.id,
      text: 'the card',
      blocks: pressable('ack:press', `incident/${incident.id}`),
    });
    await desk.slack.as('bo').click({ channel: 'inc-1', ts: ts! }, 'ack:press');
    const told = await desk.slack.until(() => desk.slack.see.ephemerals('bo', 'inc-1')[0], {
      what: 'the refusal',
    });
    expect(told.text).toContain('INC-1 is already acknowledged: by Ana');
    const entries = await desk.house.engine.questions.entries(`incident/${incident.id}`, {
      kind: 'operator',
    });
    expect(entries.find(({ kind }) => kind === 'command')).toMatchObject({
      author: { name: 'Bo' },
      text: expect.stringContaining('the button “Press” was refused'),
    });
  });

  test('a press is answered where the button stands: in the channel, replies below it or not, or in a thread', async () => {
    const incident = await desk.declare();
    const channel = desk.slack.see.channel('inc-1')!.id;
    const blocks = pressable('ack:press', `incident/${incident.id}`);
    const parent = (await desk.client.chat.postMessage({ channel, text: 'the card', blocks })).ts!;
    const reply = (await desk.client.chat.postMessage({ channel, thread_ts: parent, text: 'below', blocks }))
      .ts!;
    const bo = desk.slack.as('bo');
    await bo.click({ channel: 'inc-1', ts: parent }, 'ack:press');
    const answers = () => desk.slack.see.ephemerals('bo', 'inc-1');
    await desk.slack.until(() => answers()[0], { what: 'the answer to the press in the channel' });
    await bo.click({ channel: 'inc-1', ts: reply }, 'ack:press');
    await desk.slack.until(() => answers()[1], { what: 'the answer to the press in the thread' });
    expect(answers().map(({ threadTs }) => threadTs)).toEqual([undefined, parent]);
  });

  test('a button that no deed knows (a link) is acknowledged, and nothing happens', async () => {
    const { ts } = await desk.client.chat.postMessage({
      channel: desk.slack.see.channel('inc-1')!.id,
      text: 'a link',
      blocks: pressable('somebody:else', 'x'),
    });
    await desk.slack.as('bo').click({ channel: 'inc-1', ts: ts! }, 'somebody:else');
    await desk.slack.idle();
    expect(desk.slack.see.ephemerals('bo')).toEqual([]);
  });
});

test('closing a form without sending it changes nothing', async () => {
  desk = await openBoltDesk('socket');
  await desk.declare();
  const bo = desk.slack.as('bo');
  await bo.slash('inc-1', '/incident resolve');
  await bo.closeModal();
  await desk.slack.idle();
  expect((await desk.incident()).status).toBe('acknowledged');
});

describe('when the disk is slow', () => {
  /** Once told to, holds every commit back until it is let go. */
  function slow() {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const acks = runningOut();
    const disk = {
      holds: false,
      refuses: false,
      release() {
        disk.holds = false;
        release();
      },
    };
    const change = (context: DeedContext): DeedContext => ({
      ...context,
      engine: {
        ...context.engine,
        handle: async (request) => {
          if (disk.holds) {
            acks.runOut();
            await held;
          }
          if (disk.refuses) {
            throw new Refusal('Not <now>.');
          }
          return context.engine.handle(request);
        },
      },
    });
    return { disk, change, patience: acks.patience };
  }

  test('a line is acknowledged in time all the same, and its answer follows', async () => {
    const { disk, ...setting } = slow();
    desk = await openBoltDesk('socket', setting);
    await desk.declare();
    disk.holds = true;
    const bo = desk.slack.as('bo');
    const answer = await bo.slash('inc-1', '/incident note rolled back');
    expect(answer.text).toBe('Still writing this down; the answer follows here.');
    disk.release();
    await desk.slack.until(
      () => desk.slack.see.ephemerals('bo', 'inc-1').find(({ text }) => text.startsWith('Noted for INC-1')),
      { what: 'the answer after the commit' },
    );
  });

  test('a form waits with what was typed, and then says what came of it', async () => {
    const { disk, ...setting } = slow();
    desk = await openBoltDesk('socket', setting);
    await desk.declare();
    const bo = desk.slack.as('bo');
    await bo.slash('inc-1', '/incident resolve');
    disk.holds = true;
    expect(await bo.submit({ text: 'rolled back' })).toMatchObject({ outcome: 'updated' });
    disk.release();
    await desk.slack.until(
      () => JSON.stringify(bo.modal()?.content ?? {}).includes('It is written down.') && bo.modal(),
      { what: 'the result in the form' },
    );
    expect((await desk.incident()).status).toBe('resolved');
  });

  /** Bo fills in a form, it takes long, and is refused in the end. */
  async function refusedLate(): Promise<{ release(): void; refuses: boolean }> {
    const { disk, ...setting } = slow();
    desk = await openBoltDesk('socket', setting);
    await desk.declare();
    const bo = desk.slack.as('bo');
    await bo.slash('inc-1', '/incident declare');
    Object.assign(disk, { holds: true, refuses: true });
    const filled = {
      title: 'Carts <fail> *again*',
      severity: 'sev-2',
      impact: 'Half of them',
      private: ['private'],
    };
    expect(await bo.submit(filled)).toMatchObject({ outcome: 'updated' });
    return disk;
  }

  test('a form that is refused late comes back with what was filled in, and can be sent as it is', async () => {
    const disk = await refusedLate();
    disk.release();
    const bo = desk.slack.as('bo');
    const again = await desk.slack.until(() => (bo.modal()?.content.submit ? bo.modal() : undefined), {
      what: 'the form again',
    });
    expect(JSON.stringify(again?.content.blocks)).toContain('*Not done.* Not &lt;now&gt;.');
    disk.refuses = false;
    expect(await bo.submit()).toMatchObject({ outcome: 'closed' });
    expect(await desk.incident(2)).toMatchObject({
      title: { text: 'Carts <fail> *again*' },
      severity: { id: 'sev-2' },
      impact: { text: 'Half of them' },
      private: true,
    });
  });

  test('who closed a form that waits has their words back when it is refused', async () => {
    const disk = await refusedLate();
    const bo = desk.slack.as('bo');
    await bo.closeModal();
    disk.release();
    const told = await desk.slack.until(
      () => desk.slack.see.ephemerals('bo', 'inc-1').find(({ text }) => text.startsWith('Not done')),
      { what: 'why it was not done' },
    );
    expect(JSON.stringify(told?.blocks)).toMatch(/Carts <fail> \*again\*.*Half of them/);
  });
});

test('where nothing can be written, nothing is said to be done, and a form keeps what was typed', async () => {
  const disk = { full: false };
  const change = (context: DeedContext): DeedContext => ({
    ...context,
    engine: {
      ...context.engine,
      handle: (request) =>
        disk.full ? Promise.reject(new Error('database or disk is full')) : context.engine.handle(request),
    },
  });
  desk = await openBoltDesk('socket', { change });
  await desk.declare();
  const bo = desk.slack.as('bo');
  await bo.slash('inc-1', '/incident resolve');
  disk.full = true;
  expect(await bo.submit({ text: 'rolled back' })).toMatchObject({
    outcome: 'refused',
    errors: { text: expect.stringContaining('may not have been recorded') },
  });
  const answer = await bo.slash('inc-1', '/incident note rolled back');
  expect(answer.text).toContain('may not have been recorded');
  disk.full = false;
  expect(await bo.submit({ text: 'rolled back' })).toMatchObject({ outcome: 'closed' });
  expect((await desk.incident()).status).toBe('resolved');
});

test('somebody who is not known is looked up before their line, button, form or shortcut is decided', async () => {
  const met: string[] = [];
  const meet: Setting['meet'] = (people) => async (user) => {
    met.push(user);
    people.hear({ type: 'user_change', user: { id: user, is_restricted: true } });
  };
  desk = await openBoltDesk('socket', { meet });
  const incident = await desk.declare();
  const guest = desk.slack.addUser({ name: 'gil', realName: 'Gil', guest: true });
  await desk.slack.as('ana').invite('inc-1', guest);
  const gil = desk.slack.as('gil');
  const refused = await gil.slash('inc-1', '/incident status mitigated');
  expect(refused.text).toContain('Ask a member of this workspace');
  const { ts } = await desk.client.chat.postMessage({
    channel: desk.slack.see.channel('inc-1')!.id,
    text: 'the card',
    blocks: [row('row', [button('Press', 'resolve:open', `incident/${incident.id}`)])],
  });
  await gil.click({ channel: 'inc-1', ts: ts! }, 'resolve:open');
  expect(await gil.submit({ text: 'rolled back' })).toMatchObject({ outcome: 'refused' });
  await gil.closeModal();
  await gil.shortcut('declare');
  expect(met).toEqual([guest, guest, guest, guest]);
});
