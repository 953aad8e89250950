// Owns how canvases behave where that is not the same everywhere, or where reports of real ones differ.

export type Oddity = {
  /** Every section has another id after each change by an app. */
  newIds?: boolean;
  /** A section that an app replaces stays, and the new words stand behind it. */
  sibling?: boolean;
};

export type CanvasWays = Oddity & {
  /** An administrator switched canvases off. */
  off?: boolean;
};
