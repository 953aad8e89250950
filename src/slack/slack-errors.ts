// What Slack's refusals mean: whether to try again, and the sentence that names the fix.
import { named } from '../lib/named.ts';
import { VendorError } from '../lib/vendor-error.ts';

/** What went wrong, as far as Slack said. */
export type SlackFailure = {
  method: string;
  /** Slack's code (`missing_scope`), or `http_500`, `timeout`, `connection`. */
  code: string;
  /** For missing_scope: what the call needed. */
  needed?: string;
  /** Slack's own further words, as in canvas errors. */
  detail?: string;
  /** Seconds, for 429. */
  retryAfter?: number;
  /** The call may have taken effect. */
  unknownOutcome?: boolean;
  cause?: unknown;
};

type Meaning = { permanent: boolean; says: (failure: SlackFailure) => string };

const NEW_TOKEN =
  'Open the app at api.slack.com/apps, go to “OAuth & Permissions”, reinstall it to the workspace, and put the new token into SLACK_BOT_TOKEN.';
const NEW_APP_TOKEN =
  'Open the app at api.slack.com/apps, go to “Basic Information”, generate an app-level token with the scope connections:write, and put it into SLACK_APP_TOKEN.';

/** The one method that the app-level token is for. */
export const OPEN_SOCKET = 'apps.connections.open';

/** Which token it is, and where a new one comes from. */
const token = ({ method }: SlackFailure) =>
  method === OPEN_SOCKET
    ? { kind: 'app-level token', fresh: NEW_APP_TOKEN }
    : { kind: 'token', fresh: NEW_TOKEN };

const NO_FILES = 'An admin can allow them to the app under Settings & Permissions.';
const NO_POSTING =
  'Only some people may post in that channel. Its settings (“Posting permissions”) can let Firescribe, or another channel can be named.';
const MIGRATING = 'The workspace is being moved into an organisation; Slack answers again when that is done.';
const NO_CANVAS = 'A workspace admin can allow canvases under Settings & Permissions.';

const lasting = (says: Meaning['says']): Meaning => ({ permanent: true, says });
const passing = (says: Meaning['says']): Meaning => ({ permanent: false, says });

/**
 * By Slack's code (docs: the error tables of each method; common ones in section "Errors" of the Web API). A token that is no good
 * passes: what was to be posted waits for the new one.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  missing_scope: lasting(({ method, needed }) =>
    method === OPEN_SOCKET
      ? `The app-level token lacks the scope connections:write. ${NEW_APP_TOKEN}`
      : `Slack refused ${method}: the app lacks the scope ${needed ?? 'it needs'}. Add it under “OAuth & Permissions” (or update the app from manifest.yml) and reinstall the app.`,
  ),
  not_in_channel: lasting(
    () => 'Firescribe is not a member of that channel. Type /invite @firescribe there, then try again.',
  ),
  channel_not_found: lasting(
    () =>
      'Slack knows no such channel, or hides it from the app. Check the name; a private channel must invite @firescribe first.',
  ),
  is_archived: lasting(() => 'The channel is archived. Unarchive it in Slack, then try again.'),
  is_inactive: lasting(() => 'The channel is archived. Unarchive it in Slack, then try again.'),
  restricted_action_read_only_channel: lasting(() => NO_POSTING),
  restricted_action_thread_only_channel: lasting(() => NO_POSTING),
  restricted_action_non_threadable_channel: lasting(
    () => 'That channel takes no replies. Its settings can allow them, or another channel can be named.',
  ),
  channel_is_limited_access: lasting(
    () => 'Only some people may be in that channel. Whoever manages it can add @firescribe.',
  ),
  no_permission: lasting(
    ({ method }) =>
      `Slack does not permit ${method} to the app here. It may have to be a member of the channel (/invite @firescribe), or an admin has to allow it.`,
  ),
  user_disabled: lasting(() => 'That person’s account is closed.'),
  cant_invite: lasting(() => 'Slack does not let that person be invited; the account may be closed.'),
  invalid_auth: passing(
    (failure) => `Slack does not accept the ${token(failure).kind}. ${token(failure).fresh}`,
  ),
  not_authed: passing((failure) => `No token was sent to Slack. ${token(failure).fresh}`),
  token_revoked: passing((failure) => `The ${token(failure).kind} was revoked. ${token(failure).fresh}`),
  token_expired: passing((failure) => `The ${token(failure).kind} has expired. ${token(failure).fresh}`),
  accesslimited: passing(
    (failure) =>
      `Slack takes the ${token(failure).kind} from certain networks only. Add this machine’s address under “OAuth & Permissions”, “Restrict API Token Usage”, or let it go out by one that stands there.`,
  ),
  account_inactive: passing(
    (failure) => `The app’s bot was removed or its workspace closed. ${token(failure).fresh}`,
  ),
  name_taken: lasting(() => 'A channel of that name exists already, perhaps archived. Choose another name.'),
  canvas_disabled_user_team: lasting(() => `Canvases are switched off in this workspace. ${NO_CANVAS}`),
  team_tier_cannot_create_channel_canvases: lasting(
    () => 'The plan of this workspace has no channel canvases.',
  ),
  free_team_canvas_tab_already_exists: lasting(
    () => 'On a free plan a channel holds one canvas, and this one has it already.',
  ),
  free_teams_cannot_edit_standalone_canvases: lasting(
    () => 'On a free plan Slack lets apps edit no canvas but the channel’s own.',
  ),
  canvas_editing_failed: lasting(() => 'Slack could not make a change to the canvas.'),
  canvas_too_large: lasting(() => 'The canvas would be larger than Slack allows.'),
  canvas_locked: lasting(() => 'The canvas is locked. Whoever locked it can unlock it in its menu.'),
  canvas_deleted: lasting(() => 'The canvas was deleted.'),
  canvas_not_found: lasting(() => 'The canvas was deleted, or Firescribe may not see it any more.'),
  restricted_action: lasting(({ method }) =>
    /^canvases[.]edit/.test(method)
      ? 'Slack lets Firescribe only read this canvas: it is locked, or a workspace setting forbids the app to edit it. Share it with the app as an editor, or ask an admin.'
      : `A workspace setting forbids ${method} to the app. An admin can allow it under Settings & Permissions.`,
  ),
  not_authorized: lasting(
    ({ method }) =>
      `Slack does not allow ${method} to the app here; only whoever made the channel may, or an admin.`,
  ),
  cannot_create_channel: lasting(
    () =>
      'A workspace setting forbids the app to create channels. An admin can allow it under Settings & Permissions.',
  ),
  file_uploads_disabled: lasting(() => `Files are switched off in this workspace. ${NO_FILES}`),
  file_uploads_except_images_disabled: lasting(() => `This workspace takes no files but images. ${NO_FILES}`),
  file_type_not_allowed: lasting(() => `This workspace does not take files of that kind. ${NO_FILES}`),
  file_upload_size_restricted: lasting(() => `This workspace takes smaller files only. ${NO_FILES}`),
  storage_limit_reached: lasting(
    () => 'The workspace’s storage for files is full. Delete some files, or ask an admin for another plan.',
  ),
  posting_to_channel_denied: lasting(() => NO_POSTING),
  not_enabled: lasting(
    () => 'The Home tab is switched off. Turn it on under “App Home” of the app, as manifest.yml has it.',
  ),
  messages_tab_disabled: lasting(
    () =>
      'Nobody can be written to: the Messages tab is switched off. Turn it on under “App Home” of the app, as manifest.yml has it.',
  ),
  plan_upgrade_required: lasting(({ method }) => `The plan of this workspace has no ${method}.`),
  too_many_pins: lasting(() => 'The channel has as many pins as Slack allows. Remove one to pin the card.'),
  user_not_found: lasting(() => 'Slack knows no such person. Check the id in the configuration.'),
  cant_invite_self: lasting(() => 'The app cannot invite itself.'),
  edit_window_closed: lasting(
    () =>
      'This workspace lets messages be changed for a while only, by apps, too: what stands there stays as it is. An admin can allow it under Settings & Permissions, “Message Editing & Deletion”.',
  ),
  msg_too_long: lasting(() => 'The text is longer than Slack allows.'),
  unknown_method: lasting(({ method }) => `This Slack knows no method ${method}.`),
  not_allowed_token_type: lasting(
    ({ method }) =>
      `${method} does not take this kind of token. SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.`,
  ),
  ratelimited: passing(({ method }) => `Slack asks to wait before ${method} is called again.`),
  rate_limited: passing(({ method }) => `Slack asks to wait before ${method} is called again.`),
  internal_error: passing(({ method }) => `Slack had an internal error at ${method}.`),
  fatal_error: passing(({ method }) => `Slack had an internal error at ${method}.`),
  service_unavailable: passing(() => 'Slack is not available at the moment.'),
  request_timeout: passing(({ method }) => `Slack took too long over ${method}.`),
  team_added_to_org: passing(() => MIGRATING),
  org_login_required: passing(() => MIGRATING),
  external_channel_migrating: passing(() => 'The channel is being moved by Slack just now.'),
  ekm_access_denied: passing(() => 'Admins have suspended messages in that channel.'),
  message_limit_exceeded: passing(() => 'This workspace sends more messages than its plan takes just now.'),
  too_many_requests: passing(({ method }) => `Slack asks to wait before ${method} is called again.`),
  fetch_members_failed: passing(({ method }) => `Slack had an internal error at ${method}.`),
  update_failed: passing(({ method }) => `Slack had an internal error at ${method}.`),
  file_update_failed: passing(({ method }) => `Slack had an internal error at ${method}.`),
  canvas_editing_locked: passing(() => 'Somebody is editing the canvas just now.'),
  timeout: passing(({ method }) => `Slack did not answer ${method} within ten seconds.`),
  connection: passing(
    ({ method }) => `Slack could not be reached for ${method}. Check the network and status.slack.com.`,
  ),
};

/** Codes after which no call of this app succeeds until somebody mends the token. */
const TOKEN_CODES = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'accesslimited',
]);

export function isTokenTrouble(code: string): boolean {
  return TOKEN_CODES.has(code);
}

/** Slack's failure as our error: a sentence with the fix, and whether trying again can help. */
export function vendorError(failure: SlackFailure): VendorError {
  const meaning = named(MEANINGS, failure.code) ?? unknownMeaning(failure.code);
  const detail = failure.detail ? ` Slack says: ${failure.detail}` : '';
  return new VendorError(`${meaning.says(failure)}${detail}`, {
    permanent: meaning.permanent,
    code: failure.code,
    retryAfterMs: failure.retryAfter === undefined ? undefined : failure.retryAfter * 1000,
    unknownOutcome: failure.unknownOutcome,
    cause: failure.cause,
  });
}

/** A code without a row: server errors pass, refusals last. */
function unknownMeaning(code: string): Meaning {
  return code.startsWith('http_5')
    ? passing(({ method }) => `Slack answered ${method} with ${code.replace('http_', 'HTTP ')}.`)
    : lasting(
        ({ method }) =>
          `Slack refused ${method}: ${code.replace('http_', 'HTTP ')}. See docs.slack.dev/reference/methods/${method}.`,
      );
}
