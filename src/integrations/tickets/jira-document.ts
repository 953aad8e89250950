// Words as Jira Cloud wants them: the Atlassian Document Format (developer.atlassian.com, "Structure of ADF documents"), never plain text.

type Mark = { type: 'link'; attrs: { href: string } };
type Text = { type: 'text'; text: string; marks?: Mark[] };
type Paragraph = { type: 'paragraph'; content: (Text | { type: 'hardBreak' })[] };
export type JiraDocument = { type: 'doc'; version: 1; content: Paragraph[] };

/** Texts must not be empty there; a line's end is a node of its own. */
function textsOf(words: string): Paragraph['content'] {
  return words
    .split('\n')
    .flatMap((line, index): Paragraph['content'] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line }]),
    ]);
}

/** Paragraphs, and a last one that leads somewhere. */
export function jiraDocument(
  paragraphs: readonly string[],
  last?: { words: string; url?: string },
): JiraDocument {
  const content = paragraphs
    .filter((words) => words.trim() !== '')
    .map((words): Paragraph => ({ type: 'paragraph', content: textsOf(words) }));
  if (last) {
    const marks: Mark[] = last.url === undefined ? [] : [{ type: 'link', attrs: { href: last.url } }];
    content.push({
      type: 'paragraph',
      content: [{ type: 'text', text: last.words, ...(marks.length > 0 ? { marks } : {}) }],
    });
  }
  return { type: 'doc', version: 1, content };
}
