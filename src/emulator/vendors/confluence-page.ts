// A page as Confluence's stand-in keeps it.

export type ConfluencePage = {
  id: string;
  title: string;
  labels: string[];
  /** A document in Atlassian's format. */
  doc: object;
  /** The same in the storage format, where it was written so. */
  storage: string;
  status: 'current' | 'trashed' | 'draft';
  spaceId: string;
  parentId?: string;
  version: number;
  attachments: { title: string; comment: string; mediaType: string; bytes: Uint8Array; version: number }[];
};
