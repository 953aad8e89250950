// What in a text is somebody else's words, code or an address: the rules look past it.

/** Curly quotation marks with who said it, straight and angle ones, code, addresses, HTML comments. */
const OTHERS =
  /“[^”]*(?:”(?:\s+[—–]\s*[^,.;\n]{1,40})?|$)|«[^»]*(?:»|$)|„[^“”]*[“”]|(?<=^|[\s([{—–:-])"[^"]+"|(?<=^|[\s([{])‘[^’]{2,}’(?=$|[\s.,;:!?)\]])|```[\s\S]*?(?:```|$)|`[^`]+`|https?:\/\/[^\s)\]>|]+|<!--[\s\S]*?-->/g;

/** Stands for what is looked past: neither a letter nor white space, so that no pattern reaches over it. */
const FILLER = '\u00b7';

/** The text with everything that is quoted replaced, character for character: offsets stay. */
export function withoutQuotations(text: string): string {
  return text.replace(OTHERS, (found) => FILLER.repeat(found.length));
}
