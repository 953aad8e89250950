// Registers the deeds with Bolt: every way in which a person can ask for something, and nothing else.
import type { App, BlockAction, SlackActionMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { onForm } from './on-form.ts';
import { onSlash } from './on-line.ts';
import { onPress } from './on-press.ts';
import { onShortcut } from './on-shortcut.ts';
import type { Desk } from './run-line.ts';

const ANY = /[\s\S]*/;

/**
 * Listens for the slash command (`policy.command`), buttons, forms and shortcuts, and hands each to its deed. (Mentions are
 * events, which Slack is told of before listeners run: capture takes them down, see mentions.ts.) Every
 * handler commits before it acknowledges; the app's own client is used for what cannot wait (`views.open`, words for one
 * person), so it should be one that neither queues nor retries.
 */
export function registerDeeds(app: App, desk: Desk): void {
  const { context } = desk;
  app.command(`/${context.policy.command}`, (args) => onSlash(desk, args));
  app.action<BlockAction>({ type: 'block_actions', action_id: ANY }, (args) =>
    onPress(desk, args as SlackActionMiddlewareArgs & typeof args),
  );
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: ANY }, (args) => onForm(desk, args));
  app.view({ type: 'view_closed', callback_id: ANY }, ({ ack }) => ack());
  app.shortcut(ANY, (args) => onShortcut(desk, args));
}
