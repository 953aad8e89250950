// The record of every Web API call, and the count of those still open.

export type ApiCall = {
  /** Story time, ms. */
  at: number;
  appId?: string;
  method: string;
  args: Record<string, unknown>;
  status: number;
  /** What was answered, or would have been had the connection held. */
  response: Record<string, unknown>;
};

export type CallRecord = { list: ApiCall[]; open: number };
