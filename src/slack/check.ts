// One thing that was tried: what it is, whether it works, and what to do where it does not.
export type Check = {
  what: string;
  ok: boolean;
  /** What to do, where it is not. */
  fix?: string;
};
