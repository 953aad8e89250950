// Reads Confluence's storage format as strictly as Confluence does: what is not well-formed is refused.

export type StorageNode =
  | { text: string }
  | { name: string; attributes: Readonly<Record<string, string>>; children: StorageNode[] };

type Element = Extract<StorageNode, { name: string }>;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
/** XML 1.0 knows no control characters but tabs and ends of lines. */
const FOREIGN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export class NotWellFormed extends Error {}

function decoded(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+)?;?/gi, (whole, name?: string) => {
    const known = name && whole.endsWith(';') ? ENTITIES[name] : undefined;
    if (known !== undefined) {
      return known;
    }
    const code = /^&#(x)?([\da-f]+);$/i.exec(whole);
    if (!code) {
      throw new NotWellFormed(`An entity cannot be read: ${whole}`);
    }
    return String.fromCodePoint(Number.parseInt(code[2] ?? '', code[1] ? 16 : 10));
  });
}

const attributesIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );

/** The nodes of a page's body. @throws NotWellFormed */
export function readStorage(xml: string): StorageNode[] {
  if (FOREIGN.test(xml)) {
    throw new NotWellFormed('A character is not allowed in XML.');
  }
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  let at = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [whole, letters, closes, name, attributes = '', empty, text] = match;
    const within = open.at(-1) ?? root;
    at = match.index + whole.length;
    if (letters !== undefined) {
      within.children.push({ text: letters });
    } else if (text !== undefined) {
      within.children.push({ text: decoded(text) });
    } else if (closes) {
      if (open.length === 1 || within.name !== name) {
        throw new NotWellFormed(`</${name}> closes nothing that is open.`);
      }
      open.pop();
    } else {
      const element: Element = { name: name ?? '', attributes: attributesIn(attributes), children: [] };
      within.children.push(element);
      if (!empty) {
        open.push(element);
      }
    }
  }
  if (at !== xml.length || open.length > 1) {
    throw new NotWellFormed(
      `It cannot be read from character ${at} on, or <${open.at(-1)?.name}> stays open.`,
    );
  }
  return root.children;
}

/** All words of some nodes, as a reader sees them. */
export function wordsIn(nodes: readonly StorageNode[]): string {
  return nodes
    .map((node) => ('text' in node ? node.text : node.name === 'br' ? '\n' : wordsIn(node.children)))
    .join('');
}

/** Every element of this name, however deep. */
export function elementsIn(nodes: readonly StorageNode[], name: string): Element[] {
  return nodes.flatMap((node) =>
    'text' in node ? [] : [...(node.name === name ? [node] : []), ...elementsIn(node.children, name)],
  );
}
