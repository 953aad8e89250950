// The sections `tickets` and `actionItems` of firescribe.yml: how items become tickets, who owns them, and by when they are due.
import { z } from 'zod';
import { duration, durationWords, withoutGaps } from './section-words.ts';

/** How action items become tickets, and how far the two follow each other. */
export type TicketPolicy = {
  /** The tracker that is connected; absent: items live here alone. Filled from the environment, not from the file. */
  tracker?: { id: string; label: string };
  /** Where tickets go whose service names no place; absent: as the tracker's own settings say. */
  project?: string;
  type?: string;
  /** Further fields of each ticket, in the tracker's own names and shapes. */
  fields: Readonly<Record<string, unknown>>;
  /** When follow-ups become tickets: when somebody presses the button, all at the resolve, or each as it is added. */
  create: 'on-request' | 'at-resolve' | 'at-once';
  /** A ticket that is closed there finishes its item here. */
  closeHere: boolean;
  /** An item that is finished here closes its ticket there. */
  closeThere: boolean;
};

/** What an item is given that nobody gave it. */
export type ItemPolicy = {
  /** Whoever holds this role owns items that name nobody. Id of a role. */
  ownerRole?: string;
  /** How long after it was added a follow-up is due that names no date. Milliseconds. */
  dueAfterMs?: number;
  /** Owners are reminded of what is overdue. */
  reminders: boolean;
};

export const defaultTickets: TicketPolicy = {
  fields: {},
  create: 'on-request',
  closeHere: true,
  closeThere: false,
};
export const defaultItems: ItemPolicy = { reminders: true };

const onOff = z
  .union([z.boolean(), z.enum(['on', 'off'])], 'write on or off')
  .transform((word) => word === true || word === 'on');

export const ticketsSection = z
  .strictObject({
    project: z
      .string()
      .min(1)
      .describe('Where tickets go whose service names no project: a key of Jira, a number of Asana.')
      .optional(),
    type: z.string().min(1).describe('What kind of issue they are in Jira: Task.').optional(),
    fields: z
      .record(z.string().min(1), z.unknown())
      .describe('Further fields of each ticket, as the tracker’s interface writes them.')
      .optional(),
    create: z
      .enum(['on-request', 'at-resolve', 'at-once'])
      .describe('When follow-ups become tickets: by the button (the default), at the resolve, or when added.')
      .optional(),
    closeHere: onOff
      .describe('A ticket that is closed there finishes its item here. On by default.')
      .optional(),
    closeThere: onOff
      .describe('An item that is finished here closes its ticket there. Off by default.')
      .optional(),
  })
  .transform((given): TicketPolicy => ({ ...defaultTickets, ...withoutGaps(given) }))
  .describe('How action items become tickets of the tracker that is connected.');

export const itemsSection = z
  .strictObject({
    ownerRole: z
      .string()
      .min(1)
      .describe('Whoever holds this role owns items that name nobody: commander.')
      .optional(),
    dueAfter: duration
      .describe('When follow-ups are due that name no date: 14d after they were added.')
      .optional(),
    reminders: onOff
      .describe('Owners are reminded of what is overdue, three times at most. On by default.')
      .optional(),
  })
  .transform(
    ({ ownerRole, dueAfter, reminders }): ItemPolicy => ({
      ...defaultItems,
      ...withoutGaps({ ownerRole, dueAfterMs: dueAfter, reminders }),
    }),
  )
  .describe('What action items are given that nobody gave them.');

/** How it is switched off, as it is said beside what it did. */
export const TICKETS_OFF = 'set tickets.create of firescribe.yml to on-request';
export const REMINDERS_OFF = 'set actionItems.reminders of firescribe.yml to off';

/** The sections as one would write them for this policy. */
export const writtenTickets = ({ tracker: _connected, ...written }: TicketPolicy) => written;
export const writtenItems = ({ ownerRole, dueAfterMs, reminders }: ItemPolicy) => ({
  ...(ownerRole === undefined ? {} : { ownerRole }),
  ...(dueAfterMs === undefined ? {} : { dueAfter: durationWords(dueAfterMs) }),
  reminders,
});
