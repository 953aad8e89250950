// The section `private` of firescribe.yml: who comes into private incidents by themselves, and what of them may leave the channel.
import { z } from 'zod';
import { withoutGaps } from './section-words.ts';

/** `off`: nothing leaves. `neutral`: number and link, no word of people. `full`: as of any other incident. */
export type PrivatePolicy = {
  /** Besides whoever declared it, so many people at most are brought in by service, team, severity and schedule. */
  inviteAtMost: number;
  tickets: 'off' | 'neutral' | 'full';
  documents: 'off' | 'full';
  pages: 'neutral' | 'full';
  bridges: 'neutral' | 'full';
  webhooks: 'off' | 'neutral' | 'full';
  narrator: 'off' | 'full';
};

/** What nobody allowed stays in the channel. A page has to go out all the same: somebody asked for it. */
export const defaultPrivate: PrivatePolicy = {
  inviteAtMost: 10,
  tickets: 'off',
  documents: 'off',
  pages: 'neutral',
  bridges: 'neutral',
  webhooks: 'off',
  narrator: 'off',
};

/** Slack invites no more at once. */
const MOST_INVITED = 100;

const offOrFull = z.enum(['off', 'full']);
const neutralOrFull = z.enum(['neutral', 'full']);
const any = z.enum(['off', 'neutral', 'full']);

export const privateSection = z
  .strictObject({
    inviteAtMost: z
      .int()
      .min(0)
      .max(MOST_INVITED)
      .describe(
        'So many people of service, team, severity and schedule come in besides whoever declared it; groups never do.',
      ),
    tickets: any.describe('neutral: only when asked for, with the words of the item and a link.'),
    documents: offOrFull.describe('Whether a review may be exported to where documents are kept.'),
    pages: neutralOrFull.describe('neutral: a page says number, severity and who asks.'),
    bridges: neutralOrFull.describe('neutral: a meeting is called by the incident’s number.'),
    webhooks: any.describe('neutral: webhooks of workflows get no title, service, team or event.'),
    narrator: offOrFull.describe('Whether a language model may read private incidents.'),
  })
  .partial()
  .transform((given): PrivatePolicy => ({ ...defaultPrivate, ...withoutGaps(given) }))
  .describe('Private incidents: who comes in, and what may leave the channel (off, neutral, full).');
