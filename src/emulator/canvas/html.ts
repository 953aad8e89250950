// Owns the read side of a canvas: the HTML that its url_private gives, as recorded from real canvases.
import type { List, ListItem, Nodes, Paragraph, Table } from 'mdast';
import type { Canvas, CanvasSection } from '../surfaces.ts';
import { parseMarkdown } from './markdown.ts';
import { innerNodes, partsOf } from './sections.ts';

/** The whole canvas as Slack renders it for download. */
export function canvasHtml(canvas: Canvas): string {
  const body = canvasSections(canvas)
    .map((section) => section.html)
    .join('');
  return `<div class="quip-canvas-content">${body}</div>`;
}

/** The same, section by section. */
export function canvasSections(canvas: Canvas): { id: string; html: string }[] {
  return canvas.sections.map((section) => ({ id: section.id, html: sectionHtml(canvas, section) }));
}

type IdOf = (node: Nodes) => string;

function sectionHtml(canvas: Canvas, section: CanvasSection): string {
  const block = parseMarkdown(section.markdown).children[0];
  if (!block) {
    return '';
  }
  const parts = partsOf(canvas, section);
  const ids = new Map(innerNodes(block).map((node, index) => [node, parts[index]?.id ?? section.id]));
  return blockHtml(block, section.id, (node) => ids.get(node) ?? section.id);
}

function blockHtml(block: Nodes, id: string, idOf: IdOf): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.depth} id="${id}">${inline(block.children)}</h${block.depth}>`;
    case 'paragraph':
      return unfurl(block) ?? `<p id="${id}" class="line">${inline(block.children)}</p>`;
    case 'list':
      return listHtml(block, id, idOf);
    case 'blockquote':
      return `<blockquote>${block.children.map((child) => blockHtml(child, idOf(child), idOf)).join('')}</blockquote>`;
    case 'code':
      return `<p id="${id}" class="prettyprint line">${escaped(block.value).replaceAll('\n', '<br>')}</p>`;
    case 'table':
      return tableHtml(block, idOf);
    case 'thematicBreak':
      return "<hr style='width:100%'>";
    default:
      return '';
  }
}

/** 5 bullets, 6 numbers, 7 check boxes. */
const listStyle = (list: List) =>
  list.children.some((item) => typeof item.checked === 'boolean') ? 7 : list.ordered ? 6 : 5;

function listHtml(list: List, id: string, idOf: IdOf): string {
  const items = list.children.map((item, index) => itemHtml(item, index, idOf)).join('');
  return `<div data-section-style='${listStyle(list)}' class="" style=""><ul id='${id}'>${items}</ul></div>`;
}

function itemHtml(item: ListItem, index: number, idOf: IdOf): string {
  const nested = item.children.filter((child): child is List => child.type === 'list');
  const own = item.children.filter((child): child is Paragraph => child.type === 'paragraph');
  const kind = item.checked ? 'checked' : nested.length > 0 ? 'parent' : '';
  const text = own.map((paragraph) => inline(paragraph.children)).join('<br>');
  const inner = nested.map(
    (list) => `<ul>${list.children.map((child, at) => itemHtml(child, at, idOf)).join('')}</ul>`,
  );
  const first = index === 0 ? " value='1'" : '';
  const id = idOf(item);
  return `<li id='${id}' class='${kind}'${first}><span id='${id}'>${text}</span><br/></li>${inner.join('')}`;
}

function tableHtml(table: Table, idOf: IdOf): string {
  const rows = table.children.map((row) => {
    const cells = row.children.map(
      (cell) => `<td><p id="${idOf(cell)}" class="line">${inline(cell.children)}</p></td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** A link or file alone in its paragraph becomes a card, which the export names in words. */
function unfurl(paragraph: Paragraph): string | undefined {
  const [only, ...others] = paragraph.children;
  if (only?.type !== 'image' || others.length > 0 || only.alt || /^[@#]/.test(only.url)) {
    return undefined;
  }
  const file = /\/files\/[^/]+\/(F[A-Z0-9]+)\//.exec(only.url)?.[1];
  return file
    ? `<p class='embedded-file'>File ID: ${file} File URL: ${escaped(only.url)}</p>`
    : `<p class='embedded-link'>Link URL: ${escaped(only.url)}</p>`;
}

const inline = (nodes: Nodes[]): string => nodes.map(inlineHtml).join('');

const control = (inner: string) => `<control data-remapped="true">${inner}</control>`;

function inlineHtml(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return withEmoji(escaped(node.value));
    case 'strong':
      return `<b>${inline(node.children)}</b>`;
    case 'emphasis':
      return `<i>${inline(node.children)}</i>`;
    case 'delete':
      return `<del>${inline(node.children)}</del>`;
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`;
    case 'link':
      return `<a href="${escaped(node.url)}">${inline(node.children)}</a>`;
    case 'image':
      return imageHtml(node.url, node.alt ?? '');
    case 'break':
    case 'html':
      return '<br>';
    default:
      return '';
  }
}

/** `![](@U…)` and `![](#C…)` are mentions; other pictures within a line show as a link with a title. */
function imageHtml(url: string, alt: string): string {
  if (/^[@#][A-Z0-9]+$/.test(url)) {
    return control(`<a>${url}</a>`);
  }
  return alt === ''
    ? control(`<a href="${escaped(url)}">${escaped(url)}</a>`)
    : `<img src="${escaped(url)}" alt="${escaped(alt)}">`;
}

const withEmoji = (text: string) =>
  text.replace(/:([a-z0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1):/g, (_match, name: string) =>
    control(`<img alt="${name}" data-is-slack>:${name}:</img>`),
  );

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
