import {
  clientFor,
  refusal,
  startTestWorkspace,
  type TestWorkspace,
  testManifest,
} from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace();
  t.slack.faults.rateLimits(false);
});

afterEach(() => t.slack.close());

describe('creating and changing channels', () => {
  test('a created channel has its creator as member, and a line that says so', async () => {
    const { channel } = await t.client.conversations.create({ name: 'inc-1', is_private: true });
    expect(channel).toMatchObject({
      name: 'inc-1',
      is_private: true,
      is_member: true,
      creator: t.app.botUserId,
    });
    expect(t.slack.see.messages('inc-1')).toMatchObject([
      { subtype: 'channel_join', text: `<@${t.app.botUserId}> has joined the channel` },
    ]);
  });

  test.each([
    ['invalid_name_required', ''],
    ['invalid_name_maxlength', 'x'.repeat(81)],
    ['invalid_name_specials', 'Ops Room'],
    ['invalid_name_specials', 'störung'],
    ['invalid_name_punctuation', '---'],
    ['name_taken', 'ops'],
  ])('%s', async (error, name) => {
    expect(await refusal(t.client.conversations.create({ name }))).toBe(error);
  });

  test('names of archived channels and of private ones nobody told us of are taken', async () => {
    await t.slack.as('ana').createChannel('secret', { private: true });
    await t.slack.as('ana').archive('ops');
    expect(await refusal(t.client.conversations.create({ name: 'secret' }))).toBe('name_taken');
    expect(await refusal(t.client.conversations.create({ name: 'ops' }))).toBe('name_taken');
  });

  test('topic, purpose and name leave lines in the channel', async () => {
    const { channel } = await t.client.conversations.create({ name: 'inc-2' });
    const id = channel?.id ?? '';
    await t.client.conversations.setTopic({ channel: id, topic: 'checkout is slow' });
    await t.client.conversations.setPurpose({ channel: id, purpose: 'to fix it' });
    await t.client.conversations.rename({ channel: id, name: 'inc-2-checkout' });
    expect(t.slack.see.messages(id).map((each) => [each.subtype, each.fields])).toEqual([
      ['channel_join', {}],
      ['channel_topic', { topic: 'checkout is slow' }],
      ['channel_purpose', { purpose: 'to fix it' }],
      ['channel_name', { old_name: 'inc-2', name: 'inc-2-checkout' }],
    ]);
    const info = await t.client.conversations.info({ channel: id });
    expect(info.channel).toMatchObject({
      name: 'inc-2-checkout',
      previous_names: ['inc-2'],
      topic: { value: 'checkout is slow', creator: t.app.botUserId },
    });
    const long = t.client.conversations.setTopic({ channel: id, topic: 'x'.repeat(251) });
    expect(await refusal(long)).toBe('too_long');
  });

  test('only the creator renames; nobody archives twice, or what is general', async () => {
    const general = t.slack.addChannel({ name: 'general', general: true });
    await t.slack.as('ana').invite('general', t.app.botUserId);
    expect(await refusal(t.client.conversations.rename({ channel: t.ops, name: 'renamed' }))).toBe(
      'not_authorized',
    );
    expect(await refusal(t.client.conversations.archive({ channel: general }))).toBe('cant_archive_general');
    expect(await refusal(t.client.conversations.archive({ channel: t.quiet }))).toBe('not_in_channel');
    await t.client.conversations.archive({ channel: t.ops });
    expect(await refusal(t.client.conversations.archive({ channel: t.ops }))).toBe('already_archived');
    expect(await refusal(t.client.conversations.setTopic({ channel: t.ops, topic: 'x' }))).toBe(
      'is_archived',
    );
    await t.client.conversations.unarchive({ channel: t.ops });
    expect(await refusal(t.client.conversations.unarchive({ channel: t.ops }))).toBe('not_archived');
  });
});

describe('people in channels', () => {
  const invite = (users: string, more: Record<string, unknown> = {}) =>
    t.client.conversations.invite({ channel: t.ops, users, ...more });

  test('an invited person joins, and the line names who invited them', async () => {
    await invite(`${t.chidi},${t.dev}`);
    expect(t.slack.see.members('ops')).toEqual([t.ana, t.bo, t.app.botUserId, t.chidi, t.dev]);
    expect(t.slack.see.messages('ops')[0]).toMatchObject({
      subtype: 'channel_join',
      user: t.chidi,
      fields: { inviter: t.app.botUserId },
    });
  });

  test('each reason to refuse an invitation has its own code', async () => {
    const external = t.slack.addUser({ name: 'eve', realName: 'Eve Elsewhere', external: true });
    expect(
      await Promise.all(
        [t.app.botUserId, t.ana, 'UNOBODY', t.guest, external, ''].map((id) => refusal(invite(id))),
      ),
    ).toEqual([
      'cant_invite_self',
      'already_in_channel',
      'user_not_found',
      'user_is_restricted',
      'no_external_invite_permission',
      'no_user',
    ]);
  });

  test('one refusal stops the invitation, unless forced', async () => {
    expect(await refusal(invite(`${t.chidi},${t.ana}`))).toBe('already_in_channel');
    expect(t.slack.see.members('ops')).not.toContain(t.chidi);
    const forced = await invite(`${t.chidi},${t.ana}`, { force: true });
    expect(forced.errors).toEqual([{ user: t.ana, ok: false, error: 'already_in_channel' }]);
    expect(t.slack.see.members('ops')).toContain(t.chidi);
  });

  test('kicking and leaving', async () => {
    const { botUserId } = t.app;
    expect(await refusal(t.client.conversations.kick({ channel: t.ops, user: botUserId }))).toBe(
      'cant_kick_self',
    );
    expect(await refusal(t.client.conversations.kick({ channel: t.ops, user: t.dev }))).toBe(
      'not_in_channel',
    );
    await t.client.conversations.kick({ channel: t.ops, user: t.bo });
    await t.client.conversations.leave({ channel: t.ops });
    expect(t.slack.see.members('ops')).toEqual([t.ana]);
    expect(await t.client.conversations.leave({ channel: t.ops })).toMatchObject({
      ok: true,
      not_in_channel: true,
    });
  });

  test('joining: public channels only, and twice is a warning', async () => {
    const secret = await t.slack.as('ana').createChannel('secret', { private: true });
    expect((await t.client.conversations.join({ channel: t.quiet })).ok).toBe(true);
    expect(await t.client.conversations.join({ channel: t.quiet })).toMatchObject({
      ok: true,
      warning: 'already_in_channel',
    });
    expect(await refusal(t.client.conversations.join({ channel: secret }))).toBe('channel_not_found');
  });

  test('direct messages are opened once', async () => {
    const narrow = clientFor(t.slack, t.slack.installApp(testManifest({ without: ['im:write'] })).botToken);
    const first = await t.client.conversations.open({ users: t.bo });
    const second = await t.client.conversations.open({ users: t.bo });
    expect(second).toMatchObject({ already_open: true, no_op: true, channel: { id: first.channel?.id } });
    expect(await refusal(narrow.conversations.open({ users: t.bo }))).toBe('missing_scope');
    expect(await refusal(t.client.conversations.open({ users: 'UNOBODY' }))).toBe('user_not_found');
  });
});

describe('what an app can see', () => {
  test('a private channel does not exist for those outside it', async () => {
    const secret = await t.slack.as('ana').createChannel('secret', { private: true });
    const { channels } = await t.client.conversations.list({ types: 'public_channel,private_channel' });
    expect(channels?.map((each) => each.name)).toEqual(['ops', 'quiet']);
    expect(await refusal(t.client.conversations.info({ channel: secret }))).toBe('channel_not_found');
    expect(await refusal(t.client.conversations.history({ channel: secret }))).toBe('channel_not_found');
  });

  test('history of a public channel the bot is not in is refused', async () => {
    expect(await refusal(t.client.conversations.history({ channel: t.quiet }))).toBe('not_in_channel');
  });

  test('history goes back page by page, newest first, without losing one', async () => {
    for (let line = 1; line <= 7; line += 1) {
      await t.slack.as('ana').say('ops', `line ${line}`);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await t.client.conversations.history({
        channel: t.ops,
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...(page.messages ?? []).map((each) => each.text ?? ''));
      expect(page.has_more).toBe(seen.length < 7);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((line) => `line ${line}`));
    expect(await refusal(t.client.conversations.history({ channel: t.ops, cursor: 'bm9uc2Vuc2U=' }))).toBe(
      'invalid_cursor',
    );
  });

  test('oldest and latest exclude their own message unless inclusive', async () => {
    const first = await t.slack.as('ana').say('ops', 'first');
    await t.slack.as('ana').say('ops', 'second');
    const last = await t.slack.as('ana').say('ops', 'third');
    const range = { channel: t.ops, oldest: first, latest: last };
    const texts = async (more: object) =>
      (await t.client.conversations.history({ ...range, ...more })).messages?.map((each) => each.text);
    expect(await texts({})).toEqual(['second']);
    expect(await texts({ inclusive: true })).toEqual(['third', 'second', 'first']);
    expect(await refusal(t.client.conversations.history({ channel: t.ops, oldest: 'yesterday' }))).toBe(
      'invalid_ts_oldest',
    );
  });

  test('lists are paged and say what they would not do', async () => {
    const first = await t.client.conversations.list({ limit: 1 });
    const next = await t.client.conversations.list({
      limit: 1,
      cursor: first.response_metadata?.next_cursor ?? '',
    });
    expect([first, next].map((page) => page.channels?.map((each) => each.name))).toEqual([
      ['ops'],
      ['quiet'],
    ]);
    expect(next.response_metadata?.next_cursor).toBe('');
    expect(await refusal(t.client.conversations.list({ types: 'secret' }))).toBe('invalid_types');
    expect(await refusal(t.client.conversations.list({ limit: 1_001 }))).toBe('invalid_limit');
    const mine = await t.client.users.conversations({});
    expect(mine.channels?.map((each) => each.name)).toEqual(['ops']);
    const members = await t.client.conversations.members({ channel: t.quiet });
    expect(members.members).toEqual([t.ana]);
  });
});
