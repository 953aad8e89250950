// The markdown block: standard Markdown, read by the parser that canvases use.

import type { List, Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { ReactNode } from 'react';
import { drawEach } from './draw.ts';
import { Link, PlainText } from './words.tsx';

export function Markdown({ text }: { text: string }) {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return <div className="markdown">{drawn(tree.children)}</div>;
}

const drawn = (nodes: Nodes[]): ReactNode[] => drawEach(nodes, drawBlock);

function drawBlock(node: Nodes): ReactNode {
  switch (node.type) {
    case 'heading': {
      const Heading = `h${Math.min(node.depth, 3)}` as 'h1' | 'h2' | 'h3';
      return <Heading>{drawn(node.children)}</Heading>;
    }
    case 'paragraph':
      return <p>{drawn(node.children)}</p>;
    case 'list':
      return drawList(node);
    case 'blockquote':
      return <blockquote>{drawn(node.children)}</blockquote>;
    case 'code':
      return <pre>{node.value}</pre>;
    case 'table':
      return drawTable(node);
    case 'thematicBreak':
      return <hr />;
    default:
      return drawInline(node);
  }
}

function drawInline(node: Nodes): ReactNode {
  switch (node.type) {
    case 'text':
      return <PlainText text={node.value} />;
    case 'strong':
      return <b>{drawn(node.children)}</b>;
    case 'emphasis':
      return <i>{drawn(node.children)}</i>;
    case 'delete':
      return <s>{drawn(node.children)}</s>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'link':
      return <Link href={node.url}>{drawn(node.children)}</Link>;
    case 'break':
      return <br />;
    case 'html':
      return node.value;
    default:
      return null;
  }
}

function drawList(list: List): ReactNode {
  const items = drawEach(list.children, (item) => (
    <li className={typeof item.checked === 'boolean' ? 'task' : undefined}>
      {typeof item.checked === 'boolean' && (item.checked ? '☑ ' : '☐ ')}
      {drawEach(item.children, (child) =>
        child.type === 'paragraph' ? drawn(child.children) : drawBlock(child),
      )}
    </li>
  ));
  return list.ordered ? <ol start={list.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
}

function drawTable(table: Table): ReactNode {
  const [head, ...rows] = table.children;
  return (
    <table>
      <thead>
        <tr>
          {drawEach(head?.children ?? [], (cell) => (
            <th>{drawn(cell.children)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {drawEach(rows, (row) => (
          <tr>
            {drawEach(row.children, (cell) => (
              <td>{drawn(cell.children)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
