// A word as it was meant: phones put quotation marks around it, and sentences end in marks.

const BEFORE = /^["'`“”„‘’«»(*_]+/;
/** Looked at once: whatever follows a mark of the same row begins no row. */
const BEHIND = /(?<!["'`“”‘’«»)*_.,:;!?…])["'`“”‘’«»)*_.,:;!?…]+$/;

/** `“identified”` and `identified.` are `identified`. */
export const bareWord = (word: string): string => word.trim().replace(BEFORE, '').replace(BEHIND, '');
