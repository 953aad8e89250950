// Where an incident's channel is found from outside of Slack.
import type { Incident } from '../incident/state.ts';

/** Slack leads to the channel of its own workspace (its docs, "Deep linking"); nothing while there is no channel. */
export const channelAddress = ({ channel }: Pick<Incident, 'channel'>): { url?: string } =>
  channel ? { url: `https://slack.com/app_redirect?team=${channel.team}&channel=${channel.id}` } : {};
