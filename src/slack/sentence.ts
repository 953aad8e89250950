// Our own sentences on their way to Slack: placeholders such as `<why>` and typed words stay letters, code spans stay code.

/** Slack's three control characters as entities (its docs, "Formatting message text"). */
export function sentence(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
