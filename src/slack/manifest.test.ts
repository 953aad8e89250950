// manifest.yml says exactly what the code registers, listens for and calls.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { defaultPolicy } from '../policy/defaults.ts';
import { deedList } from './deed-list.ts';
import { HEALTHY, NO_STEPS, NOBODY } from './fixtures/no-steps.ts';
import { SHORTCUTS } from './on-shortcut.ts';

const manifest = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
      shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string(), name: z.string() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(parse(readFileSync('manifest.yml', 'utf8')));

const idle = async () => undefined;
const deeds = deedList({ retryEffect: idle, steps: NO_STEPS, roster: NOBODY, doctor: HEALTHY });

/** The room's own code, without its tests. */
const code = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('fixtures'))
  .map((file) => readFileSync(join('src/slack', file), 'utf8'))
  .join('\n');

/** Which bot scopes a method needs of us (Slack's method pages); public and private channels both. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.edit': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'bookmarks.remove': ['bookmarks:write'],
  'bots.info': ['users:read'],
  'canvases.access.set': ['canvases:write'],
  'canvases.create': ['canvases:write'],
  'canvases.edit': ['canvases:write'],
  'canvases.sections.lookup': ['canvases:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.archive': ['channels:manage', 'groups:write'],
  'conversations.canvases.create': ['canvases:write'],
  'conversations.create': ['channels:manage'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.rename': ['channels:manage', 'groups:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'pins.list': ['pins:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** Which scope an event needs (Slack's event pages). */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_created: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  subteam_created: ['usergroups:read'],
  subteam_members_changed: ['usergroups:read'],
  subteam_updated: ['usergroups:read'],
  team_join: ['users:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** Reading a canvas back is a download of its file: no method of its own, but a scope. */
const WITHOUT_METHOD = ['commands', 'canvases:read'];

const FAMILIES =
  'auth|bookmarks|bots|canvases|chat|conversations|files|pins|reactions|usergroups|users|views';
const methodsCalled = [
  ...new Set([
    ...[...code.matchAll(new RegExp(`'((?:${FAMILIES})\\.[A-Za-z.]+)'`, 'g'))].map(([, name]) => name!),
    ...[...code.matchAll(/client\.((?:chat|views)\.[A-Za-z]+)\(/g)].map(([, name]) => name!),
    ...[...code.matchAll(/\.client\s*\.((?:chat|views)\.[A-Za-z]+)\(/g)].map(([, name]) => name!),
  ]),
].sort();

/** As a string or as a key; all kinds of message arrive as `message`, which is too common a word for that. */
const named = (event: string) =>
  event.startsWith('message.') ? code.includes("'message'") : new RegExp(`\\b${event}\\b`).test(code);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

test('the slash command is the one that is configured by default, with ids for people and channels', () => {
  expect(manifest.features.slash_commands).toEqual([
    { command: `/${defaultPolicy.command}`, should_escape: true },
  ]);
});

test('every shortcut of the manifest has a deed, and every deed’s shortcut is in the manifest', () => {
  const of = (type: string) =>
    manifest.features.shortcuts.filter((each) => each.type === type).map((each) => each.callback_id);
  expect(sorted(of('message'))).toEqual(
    sorted(deeds.flatMap((deed) => Object.keys(deed.messageShortcuts ?? {}))),
  );
  expect(sorted(of('global'))).toEqual(sorted(deeds.flatMap((deed) => Object.keys(deed.shortcuts ?? {}))));
});

test('the record calls shortcuts by the names that people see', () => {
  const named = manifest.features.shortcuts.map((each) => [each.callback_id, each.name]);
  expect(SHORTCUTS).toEqual(Object.fromEntries(named));
});

test('shortcuts have names that Slack accepts', () => {
  expect(manifest.features.shortcuts.filter(({ name }) => name.length > 24)).toEqual([]);
});

test('every method that the code calls is in the table of scopes', () => {
  expect(methodsCalled.length).toBeGreaterThan(3);
  expect(methodsCalled.filter((method) => !(method in METHODS))).toEqual([]);
});

test('the app listens for every event that it subscribes to, and subscribes to every event that it names', () => {
  const subscribed = manifest.settings.event_subscriptions.bot_events;
  expect(subscribed.filter((event) => !named(event))).toEqual([]);
  expect(sorted(Object.keys(EVENTS).filter(named))).toEqual(subscribed);
});

test('the scopes are those that methods, events and commands need, and no others', () => {
  const needed = [
    ...methodsCalled.flatMap((method) => METHODS[method] ?? []),
    ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => EVENTS[event] ?? []),
    ...WITHOUT_METHOD,
  ];
  expect(manifest.oauth_config.scopes.bot).toEqual(sorted(needed));
});

const SCHEMA = '../shared/data/slack-manifest/manifest.schema.2.0.0.json';
const whenThere = existsSync(SCHEMA) ? test : test.skip;

whenThere('the manifest is valid by Slack’s own schema', () => {
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
    JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
  );
  validate(parse(readFileSync('manifest.yml', 'utf8')));
  expect(validate.errors ?? []).toEqual([]);
});
