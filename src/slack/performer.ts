// The list of everything Slack performs.
import type { Performers } from '../engine/performer.ts';
import { announcementPerformer, announcementReplyPerformer } from './announcement.ts';
import { bookmarksPerformer } from './bookmarks.ts';
import { cardPerformer } from './card.ts';
import { channelPerformer, invitePerformer } from './channel.ts';
import { deliverPerformer } from './deliver.ts';
import { filePerformer } from './files.ts';
import type { ChannelFinder } from './find-channel.ts';
import { itemRefresher, reminderPerformer } from './items.ts';
import { messagePerformer } from './messages.ts';
import { nagPerformer } from './nag.ts';
import { operatorsPerformer } from './operators.ts';
import { rolePerformer } from './private-words.ts';
import type { Repair } from './repair.ts';
import { signalGroupPerformer, signalLinePerformer } from './signals.ts';
import type { Stage } from './stage.ts';
import { threadPerformer } from './thread-evidence.ts';
import { createTopics, topicPerformer } from './topic.ts';
import { archivePerformer, rolesNagPerformer, workflowPostPerformer } from './workflow-posts.ts';

export function slackPerformers(stage: Stage, channels: ChannelFinder, repair: Repair): Performers {
  const topics = createTopics(stage);
  return {
    'channel.open': channelPerformer(stage, topics),
    'channel.invite': invitePerformer(stage),
    'channel.topic': topicPerformer(stage, topics),
    'channel.bookmarks': bookmarksPerformer(stage),
    'card.refresh': cardPerformer(stage),
    'announcement.refresh': announcementPerformer(stage, channels),
    'announcement.reply': announcementReplyPerformer(stage, channels),
    'message.post': messagePerformer(stage),
    'role.instruct': rolePerformer(stage),
    'item.refresh': itemRefresher(stage),
    'item.remind': reminderPerformer(stage),
    'file.keep': filePerformer(stage),
    'history.repair': repair.performer,
    'thread.copy': threadPerformer(stage),
    'postmortem.deliver': deliverPerformer(stage),
    'signal.line': signalLinePerformer(stage, channels),
    'signal.group': signalGroupPerformer(stage, channels),
    'acknowledge.nag': nagPerformer(stage),
    'workflow.post': workflowPostPerformer(stage),
    'roles.nag': rolesNagPerformer(stage),
    'channel.archive': archivePerformer(stage),
    'operators.tell': operatorsPerformer(stage, channels),
  };
}
