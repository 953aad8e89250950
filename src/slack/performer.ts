// The list of everything Slack performs.
import type { Performers } from '../engine/performer.ts';
import { announcementPerformer, announcementReplyPerformer } from './announcement.ts';
import { bookmarksPerformer } from './bookmarks.ts';
import { cardPerformer } from './card.ts';
import { channelPerformer, invitePerformer } from './channel.ts';
import { deliverPerformer } from './deliver.ts';
import { filePerformer } from './files.ts';
import type { ChannelFinder } from './find-channel.ts';
import { invitedLately } from './invited-lately.ts';
import { messagePerformer } from './messages.ts';
import { nagPerformer } from './nag.ts';
import { operatorsPerformer } from './operators.ts';
import { pageDirectPerformer } from './page-direct.ts';
import { rolePerformer } from './private-words.ts';
import type { Repair } from './repair.ts';
import { runbookPerformer, runbookRefreshPerformer } from './runbook-message.ts';
import { signalGroupPerformer, signalLinePerformer } from './signals.ts';
import type { Stage } from './stage.ts';
import { threadPerformer } from './thread-evidence.ts';
import { createTopics, topicPerformer } from './topic.ts';

export function slackPerformers(stage: Stage, channels: ChannelFinder, repair: Repair): Performers {
  const topics = createTopics(stage);
  const lately = invitedLately();
  return {
    'channel.open': channelPerformer(stage, topics, lately),
    'channel.invite': invitePerformer(stage, lately),
    'channel.topic': topicPerformer(stage, topics),
    'channel.bookmarks': bookmarksPerformer(stage),
    'card.refresh': cardPerformer(stage),
    'announcement.refresh': announcementPerformer(stage, channels),
    'announcement.reply': announcementReplyPerformer(stage, channels),
    'message.post': messagePerformer(stage),
    'role.instruct': rolePerformer(stage),
    'file.keep': filePerformer(stage),
    'history.repair': repair.performer,
    'thread.copy': threadPerformer(stage),
    'postmortem.deliver': deliverPerformer(stage),
    'runbook.post': runbookPerformer(stage),
    'runbook.refresh': runbookRefreshPerformer(stage),
    'signal.line': signalLinePerformer(stage, channels),
    'signal.group': signalGroupPerformer(stage, channels),
    'acknowledge.nag': nagPerformer(stage),
    'page.direct': pageDirectPerformer(stage),
    'operators.tell': operatorsPerformer(stage, channels),
  };
}
