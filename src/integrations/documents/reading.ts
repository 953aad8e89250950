// What every place that has another language than Markdown reads the same way out of a document.
import { createHash } from 'node:crypto';
import type { RootContent } from 'mdast';
import type { Document } from './port.ts';

/** The file that a block shows, where it is nothing but a picture of the document's own. */
export function pictureIn(block: RootContent): string | undefined {
  const [only, more] = block.type === 'paragraph' ? block.children : [];
  return only?.type === 'image' && !more && !/^[a-z][\w+.-]*:|^#/i.test(only.url) ? only.url : undefined;
}

/** What our own writers put between the text as HTML: everything else is shown as the letters that it is. */
export type Markup = { kind: 'break' } | { kind: 'anchor'; name: string } | { kind: 'nothing' } | undefined;

export function markupOf(html: string): Markup {
  if (/^<br\s*\/?>$/i.test(html)) {
    return { kind: 'break' };
  }
  const name = /^<a id="([\w-]+)">(?:<\/a>)?$/.exec(html)?.[1];
  if (name !== undefined) {
    return { kind: 'anchor', name };
  }
  return html === '</a>' || /^<!--[\s\S]*-->$/.test(html) ? { kind: 'nothing' } : undefined;
}

/** Addresses that a page may link to: what a person wrote can be no script. */
export const isAddress = (url: string): boolean => /^(?:https?|mailto):/i.test(url);

/** Changes with anything that is shown. `form`: raised when the same document is written another way. */
export function digestOf(document: Document, form: number): string {
  const { title, markdown, labels, properties, files } = document;
  const hash = createHash('sha256').update(JSON.stringify([form, title, markdown, labels, properties]));
  for (const file of files) {
    hash.update(file.name).update(file.bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

export const digestOfFile = ({ bytes }: { bytes: Uint8Array }): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Names the document and its state in a page of ours, where no property can: in the last line of the page. */
export const markOf = (document: Document, digest: string): string => `${document.key}/${digest}`;

/** What no XML and no interface takes: control characters but for tabs and ends of lines, and halves of letters. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => (/[\t\n\r]/.test(sign) ? sign : ''));
}
