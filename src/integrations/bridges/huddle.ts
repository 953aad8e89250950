// The embedded bridge: the huddle that every Slack channel has. Nothing is made, so nothing can fail.
import { z } from 'zod';
import { vendor } from '../vendor.ts';
import type { Bridges } from './port.ts';

/** A channel's huddle (Slack's help, "Share a huddle link"). Opening it joins or starts it. */
const addressOf = ({ team, channel }: { team: string; channel: string }) =>
  `https://app.slack.com/huddle/${encodeURIComponent(team)}/${encodeURIComponent(channel)}`;

const huddles: Bridges = {
  async open({ chat }) {
    return { id: chat.channel, joinUrl: addressOf(chat), dialIn: [] };
  },
  /** A huddle ends when the last one leaves; an app can neither see nor end it. */
  end: async () => undefined,
};

export const huddle = vendor({
  id: 'huddle',
  label: 'Slack huddle',
  settings: z.object({}),
  env: {},
  required: [],
  create: () => huddles,
  check: async () => undefined,
});
