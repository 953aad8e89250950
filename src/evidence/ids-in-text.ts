// Versions and numbers by which people name a change: `5.44`, `r3318`, `#771`. A time or a bare count names nothing.

const ID = /(?<![\p{L}\p{N}.:#])(?:[a-z]{1,5}-?\d{2,}|v?\d+(?:\.\d+)+|#\d+|0\d{3,})(?![\p{L}\p{N}%:])/gu;

export function idsIn(text: string): string[] {
  return text.toLowerCase().match(ID) ?? [];
}

/** `5.44` speaks of `5.44.0`. */
export function sameId(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
