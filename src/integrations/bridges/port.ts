// The port of bridges: a place where the responders of an incident talk to each other.

/** How to get in by telephone. */
export type DialIn = {
  number: string;
  /** `DE`, where it is known. */
  country?: string;
  code?: string;
};

export type Meeting = {
  /** The vendor's own name for it; `end` takes it. */
  id: string;
  /** What people open to get in. Never an address that makes whoever opens it the host. */
  joinUrl: string;
  passcode?: string;
  dialIn: readonly DialIn[];
};

export type MeetingWish = {
  /** The same for every attempt at the same meeting. Goes into the meeting where the vendor can be searched. */
  key: string;
  /** What stands above the meeting. */
  topic: string;
  /** The chat channel that it is for. */
  chat: { team: string; channel: string };
  /** An earlier attempt may have taken effect: what it left is looked for first. */
  again: boolean;
};

export type Bridges = {
  /** Opens a meeting that responders enter by the link at any hour, with nobody there to let them in. @throws VendorError */
  open(wish: MeetingWish): Promise<Meeting>;
  /** Ends it for everybody and gives the link back. One that is gone already is no error. @throws VendorError */
  end(id: string): Promise<void>;
};
