// An issue as Jira shows it, read as a ticket: by the category of its status, never by a status's name.
import { z } from 'zod';
import { named } from '../../lib/named.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Ticket, TicketState } from './port.ts';

/** A number in words, as the specification has it; some answers have the number. */
export const idOf = z.union([z.string(), z.number()]).transform(String);

/** The fields that make up a ticket here. */
export const LOOKED_AT = ['status', 'assignee'] as const;

export const issue = z.object({
  id: idOf,
  key: z.string(),
  fields: z.object({
    status: z
      .object({
        name: z.string().nullish(),
        statusCategory: z.object({ key: z.string().nullish() }).nullish(),
      })
      .nullish(),
    assignee: z.object({ accountId: z.string(), displayName: z.string().nullish() }).nullish(),
  }),
});

/** Jira's categories of statuses (its docs, "Get all status categories"). One that is new to us is an open one. */
const CATEGORIES: Readonly<Record<string, TicketState>> = {
  new: 'open',
  undefined: 'open',
  indeterminate: 'doing',
  done: 'done',
};

export const stateOf = (category: string | null | undefined): TicketState =>
  named(CATEGORIES, category ?? 'new') ?? 'open';

export function ticketOf(site: string, { id, key, fields }: z.infer<typeof issue>): Ticket {
  const { status, assignee } = fields;
  const state = stateOf(status?.statusCategory?.key);
  return {
    id,
    key,
    url: `${site}/browse/${encodeURIComponent(key)}`,
    state,
    status: status?.name || state,
    ...(assignee
      ? { assignee: { id: assignee.accountId, name: assignee.displayName || assignee.accountId } }
      : {}),
  };
}

/** Undefined where it is gone. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VendorError && ['not_found', 'gone'].includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}
