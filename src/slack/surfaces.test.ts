// What people see besides the channel: Home, private words, alerts in one line, kept files, an imported channel.
import { alert, origin, telling } from '../engine/fixtures/house.ts';
import type { MessagePlace } from '../incident/values.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { openSlackHouse, type Setting, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';

let desk: SlackHouse;
const open = async (setting?: Setting) => {
  desk = await openSlackHouse(setting);
  return desk;
};
afterEach(() => desk.close());

/** What stands in the announcement channel, apart from people coming in and the checklist of the first start. */
const announced = () =>
  desk.slack.see
    .messages('incidents')
    .filter(({ subtype, text }) => !subtype && !text.startsWith('Firescribe runs'));
const checklists = () =>
  desk.slack.see.messages('incidents').filter(({ text }) => text.startsWith('Firescribe runs'));
const shown = (message: { blocks?: unknown[] } | undefined) => JSON.stringify(message?.blocks);

test('Home shows each open incident once, those that are mine first, and a button to declare', async () => {
  const { slack, declare } = await open();
  await declare();
  const home = async (who: string) => {
    await slack.as(who).home();
    return slack.until(() => slack.see.home(who), { what: 'the Home tab' });
  };
  const ana = JSON.stringify((await home('ana')).content);
  expect(ana).toMatch(/"Your open incidents".*INC-1 Checkout is slow.*Declare an incident/);
  expect(ana.split('Declare an incident')[0]?.match(/INC-1/g)).toHaveLength(1);
  const bo = JSON.stringify((await home('bo')).content);
  expect(bo).toMatch(/"Open incidents".*INC-1 Checkout is slow/);
  expect(bo).not.toMatch(/"Your open incidents"/);
});

test('Home shows what is mine to do, overdue first, with buttons that work there', async () => {
  const { slack, house, declare, settled } = await open();
  const channel = await declare();
  await slack.as('bo').slash(channel, '/incident followup raise the pool size @bo by 2026-11-24');
  await slack.as('bo').slash(channel, '/incident task restart the pods @bo');
  await settled();
  house.clock.moveBy(5 * 24 * 60 * 60_000);
  await slack.as('bo').home();
  await settled();
  const home = JSON.stringify(slack.see.home('bo')?.content);
  expect(home).toMatch(
    /Your overdue action items.*raise the pool size.*was due 2026-11-24.*item:done.*Your action items.*restart the pods/,
  );
});

test('whoever takes a role gets its instructions, privately and once', async () => {
  const { slack, people, declare, settled } = await open();
  const channel = await declare();
  await slack.as('ana').slash(channel, `/incident role commander <@${people.ana}>`);
  await settled();
  const direct = slack.see
    .channels()
    .filter(({ kind, members }) => kind === 'im' && members.includes(people.ana));
  const words = direct.flatMap(({ id }) => slack.see.messages(id)).map(({ text }) => text);
  expect(words).toEqual([expect.stringMatching(/You have the role \*Commander\*.*INC-1/s)]);
});

test('a warning gives one quiet line with its rule and buttons, and no channel', async () => {
  const { slack, house, settled } = await open();
  await house.engine.receive(
    telling(alert('HighLatency', { severity: 'warning', title: '<!channel> *fire*' })),
    origin('one'),
  );
  await house.engine.routed();
  await settled();
  const [line, ...more] = announced();
  expect(more).toEqual([]);
  expect(shown(line)).toMatch(/&lt;!channel&gt;.*Rule: .*declare:signal.*attach:signal/s);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
});

test('a line says that its alert is over, and where it went on once somebody declared from it', async () => {
  const { slack, house, settled } = await open();
  const told = alert('HighLatency', { severity: 'warning' });
  await house.engine.receive(telling(told), origin('one'));
  await house.engine.routed();
  await settled();
  await house.engine.receive(telling({ ...told, state: 'resolved' }), origin('two'));
  await house.engine.routed();
  await settled();
  expect(shown(announced()[0])).toMatch(/Over: \*HighLatency\*.*declare:signal/s);
  await slack.as('ana').click(announced()[0]!, 'declare:signal');
  await settled();
  const line = announced().find(({ text }) => text.startsWith('Alert:'));
  expect(shown(line)).toMatch(/Over: \*HighLatency\*.*: part of INC-1/s);
  expect(shown(line)).not.toMatch(/declare:signal|attach:signal/);
});

test('the line of an alert that is redacted names it no more', async () => {
  const { slack, house, people, settled, entries, incident } = await open();
  await house.engine.receive(
    telling(alert('HighLatency', { severity: 'warning', title: 'Zebra cannot pay' })),
    origin('one'),
  );
  await house.engine.routed();
  await settled();
  await slack.as('ana').click(announced()[0]!, 'declare:signal');
  await settled();
  const entry = (await entries()).find(({ kind }) => kind === 'alert');
  await house.engine.handle({
    type: 'redact',
    incident: streamOf(await incident()),
    wish: { entry: entry?.id ?? '' },
    asking: house.asking({ kind: 'person', id: `T1/${people.ana}` }),
  });
  await settled();
  expect(announced().map(shown).join('\n')).not.toContain('Zebra');
});

test('the line of an alert names no incident that has become private, and names it again once it is public', async () => {
  const { slack, house, settled, incident } = await open();
  await house.engine.receive(telling(alert('HighLatency', { severity: 'warning' })), origin('one'));
  await house.engine.routed();
  await settled();
  await slack.as('ana').click(announced()[0]!, 'declare:signal');
  await settled();
  const line = () => shown(announced().find(({ text }) => text.startsWith('Alert:')));
  expect(line()).toContain('part of INC-1');
  const { channel } = await incident();
  await slack.as('ana').makePrivate(channel?.id ?? '');
  await settled();
  expect(line()).not.toMatch(/INC-1|part of/);
  await slack.as('ana').makePublic(channel?.id ?? '');
  await settled();
  expect(line()).toContain('part of INC-1');
});

test('thirty services at once open three channels and one grouped message that is kept up to date', async () => {
  const { slack, house, settled } = await open();
  const names = Array.from({ length: 30 }, (_, n) => `service-${n}`);
  for (const [n, service] of names.entries()) {
    await house.engine.receive(
      telling(alert(`Down${n}`, { service, title: `${service} is down` })),
      origin(`a${n}`),
    );
    await house.engine.routed();
  }
  await settled();
  house.clock.moveBy(10_000);
  await settled();
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(3);
  const groups = announced().filter(({ text }) => text.includes('alerts came in'));
  expect(groups.map(({ text }) => text)).toEqual([
    '27 alerts came in within a short time. None of them opened an incident by itself; they may belong together.',
  ]);
});

test.each([
  ['', {}],
  [', also where an organisation leads to another address for it', { grid: true }],
])('a file of a message is kept; nobody made it public%s', async (_, setting) => {
  const { slack, declare, settled, entries, files } = await open(setting);
  const channel = await declare();
  const graph = { name: 'graph.png', mimetype: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
  await slack.as('ana').say(channel, 'look at this', { files: [graph] });
  await settled();
  const kept = (await entries()).flatMap((entry) => entry.files).find(({ sha256 }) => sha256);
  expect(kept).toMatchObject({ name: 'graph.png', mimetype: 'image/png', size: 3 });
  expect(await files.read(kept?.sha256 ?? '')).toEqual(graph.bytes);
});

/** Ana posts a file, and somebody redacts the message: at once when asked, or while its bytes come in. */
async function redactedFile(when: 'later' | 'while it comes in') {
  const { slack, people, declare, settled, files, house, incident } = await open();
  const channel = await declare();
  const digests: string[] = [];
  const { put } = files;
  let place: MessagePlace | undefined;
  const redact = async () =>
    house.engine.handle({
      type: 'redact',
      incident: streamOf(await incident()),
      wish: { ...(place ? { place } : {}) },
      asking: house.asking({ kind: 'person', id: people.ana }),
    });
  files.put = async (bytes) => {
    const kept = await put(bytes);
    digests.push(kept.sha256);
    await (when === 'later' ? undefined : redact());
    return kept;
  };
  const secret = { name: 'keys.txt', mimetype: 'text/plain', bytes: new Uint8Array([7, 7, 7]) };
  const posting = slack.as('ana').say(channel, 'the keys', { files: [secret] });
  place = { team: (await incident()).channel?.team ?? '', channel, ts: await posting };
  await settled();
  await (when === 'later' ? redact() : undefined);
  await settled();
  return { kept: await files.read(digests[0] ?? ''), digests };
}

test.each(['later', 'while it comes in'] as const)(
  'the bytes of a file go with its message, redacted %s',
  async (when) => {
    const { kept, digests } = await redactedFile(when);
    expect(digests).toHaveLength(1);
    expect(kept).toBeUndefined();
  },
);

test('a channel that was never an incident is imported with its threads; nothing is posted in it', async () => {
  const { slack, people, house, settled, incident, entries } = await open();
  const old = slack.addChannel({ name: 'old-outage', members: [people.ana, people.bo] });
  const first = await slack.as('bo').say(old, 'the database is down');
  await slack.as('ana').say(old, 'failing over', { thread: first });
  await slack.as('bo').pin(old, first);
  house.clock.moveBy(3_600_000);
  await slack.as('ana').slash('general', `/incident import <#${old}>`);
  await slack.until(
    () =>
      slack.see
        .channels()
        .filter(({ kind }) => kind === 'im')
        .some(({ id }) => slack.see.messages(id).some(({ text }) => text.includes('is imported as INC-1'))),
    { what: 'the word that it is imported' },
  );
  await settled();
  expect((await incident()).kind).toBe('imported');
  const said = (await entries()).filter(({ kind }) => kind === 'message');
  expect(said.map(({ text, recovered, pinned }) => [text, recovered, !!pinned])).toEqual([
    ['the database is down', false, true],
    ['failing over', false, false],
  ]);
  const ours = slack.see.messages(old).filter(({ user }) => user === desk.installed.botUserId);
  expect(ours.filter(({ subtype }) => subtype !== 'channel_join')).toEqual([]);
});

test('the first start posts a checklist of what works and what is missing, once', async () => {
  const { slack, app } = await open();
  await slack.until(() => checklists().length > 0, { what: 'the checklist' });
  expect(shown(checklists()[0])).toMatch(
    /✅ The bot token works.*✅ All scopes are granted.*⬜ Somebody is named.*RESPONDERS/s,
  );
  const checks = await app.checks();
  expect(checks.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['Somebody is named to respond']);
});

test('at a first start without the channel for it, the log says what is missing', async () => {
  const missing: unknown[] = [];
  let all: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    all = resolve;
  });
  const warn: Log['warn'] = (about, words) => {
    missing.push([words, about]);
    return missing.length === 2 ? all() : undefined;
  };
  await open({ policy: { announcementChannel: 'nowhere' }, log: { ...silentLog, warn } });
  await told;
  expect(missing).toEqual([
    [
      'Not so yet: Announcements go to nowhere.',
      { fix: expect.stringContaining('There is no channel #nowhere') },
    ],
    ['Not so yet: Somebody is named to respond.', { fix: expect.stringContaining('RESPONDERS') }],
  ]);
});

test('the record says what the card says, after every change', async () => {
  const { slack, declare, settled, house, incident } = await open();
  const channel = await declare();
  for (const line of ['severity 1', 'status identified', 'impact EU checkouts fail', 'status mitigated']) {
    await slack.as('ana').slash(channel, `/incident ${line}`);
    await settled();
    house.clock.moveBy(5_000);
    await settled();
  }
  const card = slack.see.pins(channel)[0];
  const { severity, status, impact } = await incident();
  expect([severity.label, status, impact?.text]).toEqual(['SEV-1', 'mitigated', 'EU checkouts fail']);
  expect(shown(card)).toMatch(/SEV-1.*mitigated.*EU checkouts fail/s);
  expect(slack.see.topic(channel)).toContain('INC-1 · SEV-1');
  const thread = slack.see.thread('incidents', announced().find(({ text }) => text.startsWith('INC-1'))!.ts);
  expect(thread.slice(1).map(({ text }) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/Severity: \*SEV-1\*/),
    expect.stringMatching(/Status: \*mitigated\*/),
  ]);
  expect(streamOf(await incident())).toMatch(/^incident\//);
});

test('declared private by the form; operators hear of trouble in it that there is some, and not what', async () => {
  const { slack, app, settled, incident } = await open({ policy: { operatorsChannel: 'general' } });
  await slack.as('ana').slash('incidents', '/incident declare');
  await slack.as('ana').submit({ title: 'Zebra leaks', private: ['private'] });
  await settled();
  expect(slack.see.channel((await incident()).channel?.id ?? '')?.kind).toBe('private');
  expect(announced().filter(({ text }) => text.includes('INC-'))).toEqual([]);
  const tell = app.performers['operators.tell']!;
  const stream = streamOf(await incident());
  const effect = { kind: 'operators.tell', stream, attempt: 1 } as const;
  await tell({ ...effect, key: 'a', payload: { text: 'The zebra ticket failed.', about: 'INC-1' } });
  const neutral = 'INC-1: its channel is archived.';
  await tell({ ...effect, key: 'b', payload: { text: 'Zebra is archived.', about: 'INC-1', neutral } });
  const heard = slack.see.messages('general').map(({ text }) => text);
  expect(heard).toContain(neutral);
  expect(heard.find((text) => text.startsWith('INC-1, a private incident'))).toMatch(/outbox list/);
  expect(JSON.stringify(slack.see.messages('general'))).not.toMatch(/zebra/i);
});

test('a page that may have been lost with a killed process is rather said twice than not at all', async () => {
  const { app, house, people, declare, settled, incident } = await open();
  await declare();
  const [stream, ana] = [streamOf(await incident()), { kind: 'person' as const, id: `T1/${people.ana}` }];
  const ask = { incident: stream, asking: house.asking(ana) };
  const target = { kind: 'person' as const, who: ana };
  const { events } = await house.engine.handle({ ...ask, type: 'page', wish: { target } });
  const page = {
    page: events[0]?.id ?? '',
    label: 'Ana',
    vendor: { id: 'slack', label: 'Slack' },
    pager: false,
  };
  await house.engine.handle({
    ...{ type: 'record-page', incident: stream, wish: { ...page, people: [{ name: 'Ana', slack: ana.id }] } },
    asking: house.asking({ kind: 'firescribe', id: 'firescribe' }, { source: { kind: 'effect', key: 'p' } }),
  });
  await settled();
  const [effect] = await house.timeline.listEffects({ kind: 'page.direct', limit: 1 });
  expect(toAna()).toHaveLength(1);
  await app.performers['page.direct']!({
    ...effect!,
    kind: 'page.direct',
    payload: effect!.payload as never,
    attempt: 2,
  });
  expect(toAna()).toHaveLength(2);
});

const toAna = () =>
  desk.slack.see
    .channels()
    .filter(({ kind, members }) => kind === 'im' && members.includes(desk.people.ana))
    .flatMap(({ id }) => desk.slack.see.messages(id));

test('an alert whose channel is gone is told in private, with why; it waits until it is known whom to tell', async () => {
  const { slack, house, outbox, settled } = await open({
    policy: { announcementChannel: 'renamed' },
    before: (workspace) => workspace.faults.api('users.list', { kind: 'status', status: 503 }),
  });
  await house.engine.receive(telling(alert('DiskFull', { severity: 'warning' })), origin('d'));
  await house.engine.routed();
  await outbox.idle();
  expect(await house.timeline.listEffects({ kind: 'signal.line', limit: 9 })).toMatchObject([
    { status: 'waiting', lastError: expect.stringMatching(/^Nobody is known who could be told/) },
  ]);
  slack.faults.clear();
  for (let n = 0; n < 5 && toAna().length === 0; n += 1) {
    house.clock.moveBy(60_000);
    await settled();
  }
  const [line] = toAna().filter(({ text }) => text === 'Alert: DiskFull');
  expect(shown(line)).toMatch(/You are told here because: There is no channel #renamed/);
});

test('declared privately from a message elsewhere, nothing shows there: its thread is not fetched by joining', async () => {
  const { slack, installed, settled, incident, entries } = await open();
  const ana = slack.as('ana');
  const report = await ana.say('general', 'the payroll file is readable');
  await ana.say('general', 'by everybody', { thread: report });
  await ana.messageShortcut('general', report, 'declare_from_message');
  await ana.submit({ private: ['private'] });
  await settled();
  expect(slack.see.members('general')).not.toContain(installed.botUserId);
  const { channel } = await incident();
  const evidence = (await entries()).filter(({ kind }) => kind === 'evidence').map(({ text }) => text);
  expect(evidence).toEqual(['the payroll file is readable']);
  const said = slack.see.messages(channel?.id ?? '').map(({ text }) => text);
  expect(said).toContainEqual(expect.stringMatching(/rest of the thread .* is not copied: .* Invite it/));
});
