// A long Markdown text in parts that each fit into one message.

/** Slack's docs, "Markdown block": 12,000 characters in a message; some room is left. */
const LONGEST = 11_000;

/** Invisible; keeps `<!channel>` or `<@U1>` in foreign text from being read as Slack's own marks. */
const WORD_JOINER = '\u2060';

/** Cuts before headings where possible, else between lines, else within a line. Nothing is lost. */
export function markdownParts(markdown: string, longest = LONGEST): string[] {
  const harmless = markdown.replace(/<(?=[@!#])/g, `<${WORD_JOINER}`);
  const pieces = harmless
    .split(/^(?=#{1,6} )/m)
    .flatMap((piece) => (piece.length <= longest ? [piece] : piece.split(/(?<=\n)/)))
    .flatMap((piece) => slices(piece, longest));
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + piece.length <= longest) {
      parts[parts.length - 1] = last + piece;
    } else {
      parts.push(piece);
    }
  }
  return parts.filter((part) => part.trim() !== '');
}

function slices(piece: string, longest: number): string[] {
  const cut: string[] = [];
  for (let from = 0; from < piece.length; from += longest) {
    cut.push(piece.slice(from, from + longest));
  }
  return cut;
}
