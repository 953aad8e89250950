// Confluence's storage format: XHTML with macros of its own (Atlassian's docs, "Confluence Storage Format").
import type { List, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { clean, isAddress, markupOf } from './reading.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export const escaped = (text: string): string =>
  clean(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** A section of letters cannot hold its own end: it is cut there, and goes on in another. */
const letters = (text: string) => `<![CDATA[${clean(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function markup(html: string): string {
  const known = markupOf(html.trim());
  switch (known?.kind) {
    case 'break':
      return '<br/>';
    case 'anchor':
      return `<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">${escaped(known.name)}</ac:parameter></ac:structured-macro>`;
    case 'nothing':
      return '';
    default:
      return escaped(html);
  }
}

function link(url: string, words: string): string {
  if (url.startsWith('#')) {
    return `<ac:link ac:anchor="${escaped(url.slice(1))}"><ac:link-body>${words}</ac:link-body></ac:link>`;
  }
  return isAddress(url) ? `<a href="${escaped(url)}">${words}</a>` : words;
}

function inline(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return escaped(node.value);
    case 'strong':
      return `<strong>${inlines(node.children)}</strong>`;
    case 'emphasis':
      return `<em>${inlines(node.children)}</em>`;
    case 'delete':
      return `<del>${inlines(node.children)}</del>`;
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`;
    case 'break':
      return '<br/>';
    case 'html':
      return markup(node.value);
    case 'link':
      return link(node.url, inlines(node.children));
    case 'image':
      return link(node.url, escaped(node.alt || node.url));
    default:
      return 'children' in node ? inlines(node.children as PhrasingContent[]) : '';
  }
}

const inlines = (nodes: readonly PhrasingContent[]): string => nodes.map(inline).join('');

function list({ ordered, start, children }: List): string {
  const items = children.map(({ children: inner, checked }) => {
    const box = checked === true ? '☑ ' : checked === false ? '☐ ' : '';
    return `<li>${box}${blocks(inner)}</li>`;
  });
  const first = ordered && start != null && start !== 1 ? ` start="${start}"` : '';
  return ordered ? `<ol${first}>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
}

function table({ children }: Table): string {
  const rows = children.map((row, index) => {
    const name = index === 0 ? 'th' : 'td';
    const cells = row.children.map((cell) => `<${name}><p>${inlines(cell.children)}</p></${name}>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

/** Code keeps its signs; Confluence refuses languages that it does not know, so none is named. */
const code = (value: string) =>
  `<ac:structured-macro ac:name="code"><ac:plain-text-body>${letters(value)}</ac:plain-text-body></ac:structured-macro>`;

function block(node: Nodes): string {
  switch (node.type) {
    case 'heading':
      return `<h${node.depth}>${inlines(node.children)}</h${node.depth}>`;
    case 'paragraph':
      return `<p>${inlines(node.children)}</p>`;
    case 'list':
      return list(node);
    case 'table':
      return table(node);
    case 'code':
      return code(node.value);
    case 'blockquote':
      return `<blockquote>${blocks(node.children)}</blockquote>`;
    case 'thematicBreak':
      return '<hr/>';
    case 'html':
      return markupOf(node.value.trim())?.kind === 'nothing' ? '' : `<p>${markup(node.value)}</p>`;
    default:
      return 'children' in node ? blocks(node.children as RootContent[]) : '';
  }
}

/** Blocks in the storage format, well-formed whatever they say. */
export function blocks(nodes: readonly Nodes[]): string {
  return nodes.map(block).join('');
}

/** A picture that is attached to the page. */
export const picture = (name: string): string =>
  `<p><ac:image><ri:attachment ri:filename="${escaped(name)}"/></ac:image></p>`;

/** A link to a file that is attached to the page. */
export const attachment = (name: string): string =>
  `<p><ac:link><ri:attachment ri:filename="${escaped(name)}"/><ac:plain-text-link-body>${letters(name)}</ac:plain-text-link-body></ac:link></p>`;
