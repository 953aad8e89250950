// One request to a vendor's stand-in, and the reply to it.

/** A request as a route sees it. Header names are in lower case. */
export type Asked = {
  method: string;
  path: string;
  /** The parts of the path that the route names with a colon, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** Parsed where it is JSON, fields where it is a form, else the words. */
  body: unknown;
  raw: string;
};

export type Reply = {
  status: number;
  json?: unknown;
  text?: string;
  headers?: Readonly<Record<string, string>>;
};
