// Commands given by mention: taken down before Slack is told that we have them, done once, answered to whoever asked.

import { openSlackHouse, type Setting, type SlackHouse } from './fixtures/slack-house.ts';

let desk: SlackHouse;

afterEach(() => desk.close());

async function open(setting: Setting = {}): Promise<{ channel: string; bot: string }> {
  desk = await openSlackHouse(setting);
  return { channel: await desk.declare(), bot: desk.installed.botUserId };
}

const whispers = (person: 'ana' | 'bo' | 'dev', channel: string) =>
  desk.slack.see.ephemerals(person, channel);
const answer = (person: 'ana' | 'bo' | 'dev', channel: string) =>
  desk.slack.until(() => whispers(person, channel)[0], { what: 'the answer to the mention' });

test.each(['http', 'socket'] as const)(
  'over %s a mention is a command, in threads too, and told twice it acts and answers once',
  async (way) => {
    const { channel, bot } = await open({ way });
    const bo = desk.slack.as('bo');
    await desk.slack.as('ana').invite(channel, bo.id);
    const ts = await bo.say(channel, 'looking at the pool');
    desk.slack.faults.events('app_mention', { kind: 'duplicate', newId: true });
    await bo.say(channel, `<@${bot}> note raised the pool & restarted`, { thread: ts });
    expect(await answer('bo', channel)).toMatchObject({
      threadTs: ts,
      text: expect.stringContaining('Noted for INC-1'),
    });
    await desk.settled();
    const notes = (await desk.entries()).filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([{ text: 'raised the pool & restarted', author: { name: 'Bo' } }]);
    expect(whispers('bo', channel)).toHaveLength(1);
  },
);

test('where a mention would open a form, a button opens it', async () => {
  const { channel, bot } = await open();
  const ana = desk.slack.as('ana');
  await ana.say(channel, `<@${bot}> severity`);
  await ana.click({ channel, ts: (await answer('ana', channel)).ts }, 'severity:open');
  expect(ana.modal()?.content.callback_id).toBe('severity:form');
  await ana.submit({ severity: 'SEV-1' });
  expect((await desk.incident()).severity.id).toBe('sev-1');
});

test('a mention in the middle of a sentence is talk', async () => {
  const { channel, bot } = await open();
  await desk.slack.as('ana').say(channel, `thanks <@${bot}> resolve`);
  await desk.settled();
  expect((await desk.incident()).status).toBe('acknowledged');
  expect(whispers('ana', channel)).toEqual([]);
});

test('a refusal is told, and outside an incident channel nothing is done until an incident is chosen', async () => {
  const { channel, bot } = await open();
  await desk.slack.as('ana').invite('general', bot);
  await desk.slack.as('ana').say(channel, `<@${bot}> reopen it is back`);
  expect((await answer('ana', channel)).text).toContain('There is nothing to reopen');
  const general = desk.slack.see.channel('general')!.id;
  await desk.slack.as('dev').say('general', `<@${bot}> resolve rolled back`);
  expect((await answer('dev', general)).text).toContain('Which incident do you mean?');
  expect((await desk.incident()).status).toBe('acknowledged');
});

test('the command is on disk before the event is acknowledged', async () => {
  const { channel, bot } = await open();
  let known = 0;
  const forget = desk.slack.onChange(({ kind }) => {
    if (kind === 'acknowledged') {
      known += 1;
    }
  });
  const before = known;
  const { audit } = desk.house.engine;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  desk.house.engine.audit = async (asked) => {
    await held;
    return audit(asked);
  };
  await desk.slack.as('ana').say(channel, `<@${bot}> resolve rolled back`);
  await desk.slack.until(() => known > before, { what: 'the message that the mention stands in' });
  const waiting = desk.slack.workspace.delivery.waiting();
  release();
  await desk.settled();
  forget();
  expect(waiting).toBe(1);
  expect((await desk.incident()).status).toBe('resolved');
});

describe('an attempt after one that was cut off', () => {
  /** The mention's effect is performed once more, as after a kill between the work and its mark. */
  async function again(): Promise<void> {
    const [effect] = await desk.house.timeline.listEffects({ kind: 'mention.answer', limit: 1 });
    const perform = desk.app.performers['mention.answer']!;
    const { key, stream, payload } = effect!;
    await perform({ kind: 'mention.answer', key, stream, payload: payload as never, attempt: 2 });
    await desk.settled();
  }

  test('does nothing twice, and does not repeat an answer that may have been given', async () => {
    const { channel, bot } = await open();
    await desk.slack.as('ana').say(channel, `<@${bot}> note rolled back`);
    await answer('ana', channel);
    await desk.settled();
    await again();
    expect((await desk.entries()).filter(({ kind }) => kind === 'note')).toHaveLength(1);
    expect(whispers('ana', channel)).toHaveLength(1);
  });

  test('nor a refusal', async () => {
    const { channel, bot } = await open();
    await desk.slack.as('ana').say(channel, `<@${bot}> reopen it is back`);
    await answer('ana', channel);
    await desk.settled();
    await again();
    expect(whispers('ana', channel)).toHaveLength(1);
  });

  test('gives the answer that Slack did not take', async () => {
    const { channel, bot } = await open();
    const mend = desk.slack.faults.api(
      'chat.postEphemeral',
      { kind: 'ratelimited', retryAfter: 2 },
      { times: 1 },
    );
    await desk.slack.as('ana').say(channel, `<@${bot}> status`);
    await desk.settled();
    mend();
    expect(whispers('ana', channel)).toEqual([]);
    desk.house.clock.moveBy(5_000);
    await desk.settled();
    expect((await answer('ana', channel)).text).toContain('INC-1 is acknowledged');
  });
});

test('what was asked for more than an hour before it can be done is not done, and that is told', async () => {
  const { channel, bot } = await open();
  const { outbox, house, slack } = desk;
  await outbox.stop();
  await slack.as('ana').say(channel, `<@${bot}> resolve rolled back`);
  await slack.idle();
  house.clock.moveBy(3 * 3_600_000);
  const [effect] = await house.timeline.listEffects({ kind: 'mention.answer', limit: 1 });
  const { key, stream, payload } = effect!;
  const perform = desk.app.performers['mention.answer']!;
  await perform({ kind: 'mention.answer', key, stream, payload: payload as never, attempt: 1 });
  expect((await answer('ana', channel)).text).toContain('nothing was done');
  expect((await desk.incident()).status).toBe('acknowledged');
});

test('where nobody could be read at start, members go on, and a guest may not what guests may not', async () => {
  let guest = '';
  const { channel, bot } = await open({
    before: (slack) => {
      slack.faults.api('users.list', { kind: 'status', status: 503 });
      guest = slack.addUser({ name: 'gil', realName: 'Gil', guest: true });
    },
  });
  expect((await desk.incident()).declaredBy).toMatchObject({ name: 'Ana' });
  const answersAgain = desk.slack.faults.api('users.info', { kind: 'status', status: 503 });
  await desk.slack.as('ana').invite(channel, guest);
  const gil = desk.slack.as('gil');
  const paged = await gil.slash(channel, `/incident page <@${desk.people.ana}>`);
  expect(paged.text).toContain('Slack did not say in time whether you are a member');
  answersAgain();
  await gil.say(channel, `<@${bot}> resolve rolled back`);
  const refused = 'Guests and people of other workspaces may not change the status here';
  await desk.slack.until(
    () => desk.slack.see.ephemerals('gil', channel).some(({ text }) => text.includes(refused)),
    { what: 'the refusal' },
  );
  expect((await desk.incident()).status).toBe('acknowledged');
});
