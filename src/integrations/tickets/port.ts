// The port of ticket trackers: work that outlives an incident is handed to the tracker that a company works from.

/** How far a ticket has come, whatever its tracker calls that. */
export type TicketState = 'open' | 'doing' | 'done';

/** Whoever a tracker has it assigned to, by the tracker's own id. */
export type TicketPerson = { id: string; name: string };

export type Ticket = {
  /** The tracker's own name for it that never changes. */
  id: string;
  /** What people call it: `SHOP-12`. */
  key: string;
  /** Where people open it. */
  url: string;
  state: TicketState;
  /** The tracker's own word: `In review`. */
  status: string;
  assignee?: TicketPerson;
};

/** Somebody as we know them here. */
export type TicketOwner = { name: string; email?: string };

export type TicketWish = {
  /** The same for every attempt at the same ticket; at most 100 characters, no blanks. Goes into the ticket, so that it can be found. */
  key: string;
  title: string;
  /** One paragraph each. Plain words. */
  description: readonly string[];
  /** The incident that it came from. */
  from: { name: string; url?: string };
  owner?: TicketOwner;
  /** `2026-11-30` */
  due?: string;
  /** Where it goes, as the tracker calls it: a project's key or id. Absent: where the tracker's own settings say. */
  project?: string;
  /** What kind of ticket, as the tracker calls it. Absent: as the tracker's settings say. */
  type?: string;
  /** Further fields, in the tracker's own names and shapes. */
  fields?: Readonly<Record<string, unknown>>;
  /** When it was asked for. Milliseconds since 1970, UTC. A ticket that an earlier attempt made is no older. */
  askedAt: number;
  /** An earlier attempt may have taken effect: what it left is looked for first. */
  again: boolean;
};

/** Only what is named is changed. `owner` null: nobody. */
export type TicketChange = { title?: string; owner?: TicketOwner | null; due?: string | null };

/** A ticket as it is, or that it is not there any more (deleted, or hidden from us). */
export type TicketSeen = { id: string } & ({ gone: true } | { gone: false; ticket: Ticket });

export type Tickets = {
  /**
   * Makes it, once however often it is asked for with the same key. Where it is unclear whether it was made, the error says
   * how long to wait before it can be looked for. `remark`: what could not be done, in a sentence (nobody of that address).
   * @throws VendorError
   */
  create(wish: TicketWish): Promise<Ticket & { remark?: string }>;
  /** Shows the incident beside the ticket; told twice it is one. @throws VendorError */
  link(id: string, to: { key: string; url: string; title: string }): Promise<void>;
  /** @throws VendorError; code `not_found` where it is gone */
  change(id: string, change: TicketChange): Promise<Ticket & { remark?: string }>;
  /** Brings it to its end, or opens it again. One that is there already is left alone. @throws VendorError */
  move(id: string, to: 'done' | 'open'): Promise<Ticket>;
  /** How they are now, in as few calls as can be; each id is answered for. @throws VendorError */
  look(ids: readonly string[]): Promise<TicketSeen[]>;
};
