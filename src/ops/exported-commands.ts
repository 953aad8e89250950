// From the messages of an export to commands: the same telling as repair's, with people from users.json.
import type { Command } from '../incident/commands.ts';
import type { Actor, Instant } from '../incident/values.ts';
import { messageDifference } from '../slack/difference.ts';
import { personId, slackId, tsOf } from '../slack/ids.ts';
import type { SlackMessage } from '../slack/slack-message.ts';
import { messageEventCommands, type Telling } from '../slack/telling.ts';
import { type ExportedUser, reasonOf, untimely } from './exported-rows.ts';
import type { ExportedChannel, SlackExport } from './slack-export.ts';

/** Nobody's post is ours: the bot of this Firescribe was never in the exported workspace. */
const NOBODY = '(no bot of ours)';

/** Exports of the larger plans hold edits and deletions as messages of their own. */
const CHANGES = new Set(['message_changed', 'message_deleted']);

function actorOf(users: SlackExport['users'], team: string, id: string): Actor {
  const known: ExportedUser | undefined = users.get(slackId(id));
  return known
    ? { kind: known.bot ? 'bot' : 'person', id: personId(team, known.id), name: known.name }
    : { kind: 'person', id: personId(team, id) };
}

function tellingOf({ team, users }: SlackExport): Telling {
  return {
    identity: { team, teamUrl: '', botUser: NOBODY, botId: NOBODY },
    people: { actor: (id) => actorOf(users, team, id), grants: () => [] },
    source: 'import',
  };
}

/** When Slack's own pin was set, which exports say; else when we learned of it. */
function pinnedAt(message: SlackMessage, importedAt: Instant): string {
  const seconds = message.pinned_info?.pinned_ts;
  return tsOf(seconds === undefined ? importedAt : seconds * 1000);
}

function commandsOf(
  message: SlackMessage,
  channel: ExportedChannel,
  telling: Telling,
  importedAt: Instant,
): Command[] {
  if (CHANGES.has(message.subtype ?? '')) {
    return messageEventCommands({ ...message, channel: channel.id }, telling);
  }
  return messageDifference(message, channel.id, new Map(), telling, pinnedAt(message, importedAt));
}

/** By time, the same line once, whatever the order and number of files it stands in. */
function inOrder(messages: readonly SlackMessage[]): SlackMessage[] {
  const lines = new Map(messages.map((message) => [JSON.stringify(message), message]));
  return [...lines]
    .sort(
      ([lineA, a], [lineB, b]) => Number(a.ts) - Number(b.ts) || (lineA < lineB ? -1 : Number(lineA > lineB)),
    )
    .map(([, message]) => message);
}

/** What has a time of its own besides the message's. */
const TIMED: Partial<Record<Command['type'], string>> = {
  'record-edit': 'edit',
  'record-deletion': 'deletion',
  pin: 'pin',
};

export type ExportedCommands = { commands: Command[]; unreadable: string[] };

/** Everything the export tells, oldest first. What is no message after all is named in `unreadable`. */
export function exportedCommands(read: SlackExport, importedAt: Instant): ExportedCommands {
  const telling = tellingOf(read);
  const told: ExportedCommands = { commands: [], unreadable: [] };
  for (const channel of read.channels) {
    for (const message of inOrder(channel.messages)) {
      try {
        for (const command of commandsOf(message, channel, telling, importedAt)) {
          const why = untimely(command.asking.at, importedAt);
          if (why === undefined) {
            told.commands.push(command);
          } else {
            told.unreadable.push(
              `#${channel.name}, message ${message.ts}: the time of its ${TIMED[command.type] ?? command.type}: ${why}.`,
            );
          }
        }
      } catch (error) {
        told.unreadable.push(`#${channel.name}, message ${message.ts}: ${reasonOf(error)}.`);
      }
    }
  }
  return told;
}
