// The port of runbooks: pages that say what to do, and the steps in them.

export type RunbookPage = {
  /** Names it at its source, for good: `12345`, `checkout.md`. */
  key: string;
  title: string;
  /** Where people read it; a file of the configuration has none. */
  url?: string;
  /** What to do, in order, in plain words; empty where no steps could be made out. */
  steps: string[];
  /** Steps beyond those that are given. */
  more: number;
};

/** As the configuration or an alert names it: a page by its address, or a file. */
export type RunbookPlace = { url?: string; file?: string };

export type RunbookSource = {
  /** Pages about a service, best first, a handful at most. Empty where there are none. @throws VendorError */
  find(service: { id: string; label: string }): Promise<RunbookPage[]>;
  /** The page at this place; undefined where it is not one of this source's, or is not there. @throws VendorError */
  read(place: RunbookPlace): Promise<RunbookPage | undefined>;
};
