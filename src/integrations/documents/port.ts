// The port of documents: where a review goes when it is to outlive the chat.

export type DocumentFile = {
  /** `inc-42-log.txt` */
  name: string;
  mediaType: string;
  bytes: Uint8Array;
};

export type Document = {
  /** Names it for good: the same key is the same page, however its title changes. Letters, digits and dashes. */
  key: string;
  /** `INC-42 Postmortem: Checkout is slow` */
  title: string;
  /** What its file is called, without an ending; the same for each export: `inc-42-postmortem`. */
  name: string;
  /** GitHub-flavoured Markdown; a heading of the first level at its beginning is the title and is left to the page. */
  markdown: string;
  /** Words without spaces. */
  labels: readonly string[];
  /** What a list of reviews is sorted and filtered by: `Severity`, `Service`. Times are dates. */
  properties: Readonly<Record<string, string | number | Date>>;
  /** Pictures are shown, the others can be downloaded. */
  files: readonly DocumentFile[];
  /** The page of an export before this one, as `put` told it. */
  known?: string;
};

/** `id`: names the page at its place, for good. `url`: where people read it; a file has none. */
export type Exported = { id: string; url?: string };

export type Documents = {
  /**
   * Makes the page, or brings it up to date where it is there: also one whose making was never answered. Put twice it is the
   * same page, unchanged. Pages that somebody else made are never touched. @throws VendorError
   */
  put(document: Document): Promise<Exported>;
};
