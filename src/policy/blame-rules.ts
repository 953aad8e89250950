// How rules of the blame check are named, wherever people type them.

/** B1 to B20, and the positive checks P1 to P5. */
export const BLAME_RULE = /^(?:B(?:[1-9]|1\d|20)|P[1-5])$/;
