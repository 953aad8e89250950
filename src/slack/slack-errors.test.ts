// Each of Slack's common refusals, as an operator reads it.
import { isTokenTrouble, vendorError } from './slack-errors.ts';

const about = (code: string, more: object = {}) => vendorError({ method: 'chat.postMessage', code, ...more });

test.each([
  ['missing_scope', { needed: 'canvases:write' }, /canvases:write.*reinstall/],
  ['not_in_channel', {}, /\/invite @firescribe/],
  ['channel_not_found', {}, /no such channel.*invite @firescribe/],
  ['is_archived', {}, /Unarchive/],
  ['name_taken', {}, /exists already/],
  ['canvas_disabled_user_team', {}, /switched off.*admin/],
  ['restricted_action', {}, /workspace setting forbids chat\.postMessage.*admin/],
  ['user_not_found', {}, /Check the id/],
  ['restricted_action_read_only_channel', {}, /Posting permissions/],
  ['file_uploads_disabled', {}, /admin/],
  ['not_enabled', {}, /App Home/],
])('%s lasts, and its sentence names the fix', (code, more, words) => {
  const error = about(code, more);
  expect(error).toMatchObject({ permanent: true, code });
  expect(error.message).toMatch(words);
});

test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
  '%s waits for a new token, and its sentence says how to get one',
  (code) => {
    expect(about(code).permanent).toBe(false);
    expect(about(code).message).toMatch(/reinstall.*SLACK_BOT_TOKEN/);
  },
);

test.each([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
])('%s of the app-level token names that one, and where it is made', (code) => {
  const { message } = vendorError({ method: 'apps.connections.open', code, needed: 'connections:write' });
  expect(message).toMatch(/Basic Information.*connections:write.*SLACK_APP_TOKEN/);
  expect(message).not.toMatch(/SLACK_BOT_TOKEN|OAuth/);
});

test('a network that the workspace does not let in is trouble of the token, and told by where it is let in', () => {
  expect(isTokenTrouble('accesslimited')).toBe(true);
  expect(about('accesslimited').message).toMatch(/Restrict API Token Usage/);
});

test('a rate limit passes after the time that Slack said', () => {
  expect(about('ratelimited', { retryAfter: 7 })).toMatchObject({ permanent: false, retryAfterMs: 7000 });
});

test.each([
  'internal_error',
  'service_unavailable',
  'timeout',
  'connection',
  'http_503',
  'canvas_editing_locked',
  'message_limit_exceeded',
  'team_added_to_org',
  'ekm_access_denied',
  'fetch_members_failed',
])('%s passes: it is tried again', (code) => {
  expect(about(code).permanent).toBe(false);
});

test('a refusal without a row lasts, names the code and where its meaning is written', () => {
  expect(about('some_new_code')).toMatchObject({ permanent: true });
  expect(about('some_new_code').message).toMatch(/some_new_code.*docs\.slack\.dev/);
});

test('what Slack says in detail is passed on', () => {
  expect(about('canvas_creation_failed', { detail: 'Unsupported block type' }).message).toMatch(
    /Unsupported block type/,
  );
});
