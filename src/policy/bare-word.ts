// A word as it was meant: phones put quotation marks around it, and sentences end in marks.

const AROUND = /^["'`“”„‘’«»(*_]+|["'`“”‘’«»)*_.,:;!?…]+$/g;

/** `“identified”` and `identified.` are `identified`. */
export const bareWord = (word: string): string => word.trim().replace(AROUND, '');
