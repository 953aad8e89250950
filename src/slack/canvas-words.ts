// What stands in a canvas now, as Markdown: read from the HTML that Slack gives for it. For looking at, never for writing back.

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (all, ten?: string, hex?: string, name = '') =>
    ten || hex
      ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(ten ?? hex ?? '', ten ? 10 : 16)))
      : (ENTITIES[name.toLowerCase()] ?? all),
  );

/** Foreign words must not become markup, or the table they stand in breaks. */
const literal = (text: string) => decoded(text).replace(/[\\*_[\]<>|#`~]/g, '\\$&');

type Writing = {
  out: string;
  /** Cells of the row that is being read. */
  cells?: string[];
  rows: number;
  quoted: number;
  struck: number;
  code: boolean;
  links: (string | undefined)[];
};

function write(state: Writing, text: string): void {
  if (state.struck > 0) {
    return;
  }
  if (state.cells) {
    state.cells[Math.max(0, state.cells.length - 1)] += text.replace(/\s+/g, ' ');
  } else {
    state.out += text;
  }
}

const startBlock = (state: Writing, mark = '') => {
  if (!state.cells) {
    state.out += `\n\n${'> '.repeat(state.quoted)}${mark}`;
  }
};

function closeRow(state: Writing): void {
  const cells = state.cells ?? [];
  state.cells = undefined;
  state.out += `\n| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  if (state.rows === 0) {
    state.out += `\n|${' --- |'.repeat(cells.length)}`;
  }
  state.rows += 1;
}

type Tag = { name: string; attributes: string };

function openTag(state: Writing, { name, attributes }: Tag): void {
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading) {
    startBlock(state, `${'#'.repeat(Number(heading))} `);
  } else if (name === 'p') {
    state.code = /\bprettyprint\b/.test(attributes);
    startBlock(state, state.code ? '```\n' : '');
  } else if (name === 'li') {
    startBlock(state, `- ${/\bchecked\b/.test(attributes) ? '[x] ' : ''}`);
  } else if (name === 'blockquote') {
    state.quoted += 1;
  } else if (name === 'del') {
    state.struck += 1;
  } else if (name === 'table') {
    state.out += '\n';
    state.rows = 0;
  } else if (name === 'tr') {
    state.cells = [];
  } else if ((name === 'td' || name === 'th') && state.cells) {
    state.cells.push('');
  } else if (name === 'br') {
    write(state, state.code ? '\n' : ' ');
  } else if (name === 'a') {
    const href = /\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
    state.links.push(href);
    write(state, href === undefined ? '' : '[');
  } else if (name === 'code') {
    write(state, '`');
  }
}

function closeTag(state: Writing, name: string): void {
  if (name === 'p' && state.code) {
    state.out += '\n```';
    state.code = false;
  } else if (name === 'blockquote') {
    state.quoted = Math.max(0, state.quoted - 1);
  } else if (name === 'del') {
    state.struck = Math.max(0, state.struck - 1);
  } else if (name === 'tr') {
    closeRow(state);
  } else if (name === 'table') {
    state.out += '\n';
  } else if (name === 'a') {
    const href = state.links.pop();
    write(state, href === undefined ? '' : `](<${decoded(href).replace(/[<>\s]/g, encodeURIComponent)}>)`);
  } else if (name === 'code') {
    write(state, '`');
  }
}

/** Headings, paragraphs, lists, tables, quotations, code and links; other markup only gives its words. */
export function canvasMarkdown(html: string): string {
  const state: Writing = { out: '', rows: 0, quoted: 0, struck: 0, code: false, links: [] };
  for (const [, closing, name = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)/gi,
  )) {
    if (text !== '') {
      write(state, state.code ? decoded(text) : literal(text));
    } else if (closing) {
      closeTag(state, name.toLowerCase());
    } else {
      openTag(state, { name: name.toLowerCase(), attributes });
    }
  }
  return state.out.trim();
}
