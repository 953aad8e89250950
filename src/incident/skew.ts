// How far clocks of different machines may be apart before their times contradict each other.

/** Slack's clock, a monitor's and ours are compared with this tolerance. Milliseconds. */
export const SKEW = 5_000;
