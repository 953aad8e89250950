// The list of everything Slack performs.
import type { Performers } from '../engine/performer.ts';
import { announcementPerformer, announcementReplyPerformer } from './announcement.ts';
import { bookmarksPerformer } from './bookmarks.ts';
import { cardPerformer } from './card.ts';
import { channelPerformer, invitePerformer } from './channel.ts';
import { deliverPerformer } from './deliver.ts';
import { draftWithdrawer } from './draft-word.ts';
import { filePerformer } from './files.ts';
import type { ChannelFinder } from './find-channel.ts';
import { graphPerformer } from './graph.ts';
import { importPerformer } from './import-channel.ts';
import { createImportNews } from './import-news.ts';
import { invitedLately } from './invited-lately.ts';
import { itemRefresher, reminderPerformer } from './items.ts';
import { deliveryRefresher, offerRefresher } from './keep-offers.ts';
import { mentionPerformer } from './mentions.ts';
import { messagePerformer, severityRefresher } from './messages.ts';
import { nagPerformer } from './nag.ts';
import { operatorsPerformer } from './operators.ts';
import { otherCardsPerformer } from './other-cards.ts';
import { pageDirectPerformer } from './page-direct.ts';
import { rolePerformer } from './private-words.ts';
import { renamePerformer } from './rename-channel.ts';
import type { Repair } from './repair.ts';
import { reviewReminderPerformer } from './review-reminder.ts';
import { reviewSheetPerformer } from './review-sheet.ts';
import type { Desk } from './run-line.ts';
import { runbookPerformer, runbookRefreshPerformer } from './runbook-message.ts';
import { questionsPerformer, questionsRefresher } from './send-questions.ts';
import { lineRefresher, signalGroupPerformer, signalLinePerformer } from './signals.ts';
import type { Stage } from './stage.ts';
import { threadPerformer } from './thread-evidence.ts';
import { createTopics, topicPerformer } from './topic.ts';
import { updateReminderPerformer } from './update-reminder.ts';
import { withdrawWordsPerformer } from './withdraw-words.ts';
import { archivePerformer, rolesNagPerformer, workflowPostPerformer } from './workflow-posts.ts';

/** What performers share with the rest of Slack's side. */
type Shared = { channels: ChannelFinder; repair: Repair; desk: Desk };

export function slackPerformers(stage: Stage, { channels, repair, desk }: Shared): Performers {
  const news = createImportNews(stage);
  const topics = createTopics(stage);
  const lately = invitedLately();
  return {
    'channel.open': channelPerformer(stage, topics, lately),
    'channel.invite': invitePerformer(stage, lately),
    'channel.topic': topicPerformer(stage, topics),
    'channel.bookmarks': bookmarksPerformer(stage),
    'channel.rename': renamePerformer(stage),
    'card.refresh': cardPerformer(stage),
    'other-cards.refresh': otherCardsPerformer(stage),
    'announcement.refresh': announcementPerformer(stage, channels),
    'announcement.reply': announcementReplyPerformer(stage, channels),
    'message.post': messagePerformer(stage),
    'words.withdraw': withdrawWordsPerformer(stage),
    'role.instruct': rolePerformer(stage),
    'severity.refresh': severityRefresher(stage),
    'offer.refresh': offerRefresher(stage),
    'delivery.refresh': deliveryRefresher(stage),
    'item.refresh': itemRefresher(stage),
    'item.remind': reminderPerformer(stage),
    'file.keep': filePerformer(stage),
    'history.repair': repair.performer,
    'thread.copy': threadPerformer(stage),
    'draft.withdraw': draftWithdrawer(stage),
    'postmortem.deliver': deliverPerformer(stage),
    'runbook.post': runbookPerformer(stage),
    'runbook.refresh': runbookRefreshPerformer(stage),
    'review.refresh': reviewSheetPerformer(stage),
    'review.remind': reviewReminderPerformer(stage),
    'update.remind': updateReminderPerformer(stage),
    'questions.send': questionsPerformer(stage),
    'questions.refresh': questionsRefresher(stage),
    'signal.line': signalLinePerformer(stage, channels),
    'signal.group': signalGroupPerformer(stage, channels),
    'line.refresh': lineRefresher(stage, channels),
    'acknowledge.nag': nagPerformer(stage),
    'workflow.post': workflowPostPerformer(stage),
    'roles.nag': rolesNagPerformer(stage),
    'channel.archive': archivePerformer(stage),
    'mention.answer': mentionPerformer(stage, desk),
    'channel.import': importPerformer(stage, news),
    'import.tell': news.performer,
    'graph.post': graphPerformer(stage),
    'page.direct': pageDirectPerformer(stage),
    'operators.tell': operatorsPerformer(stage, channels),
  };
}
