// Slack's mrkdwn as its client draws it.

import type { ReactNode } from 'react';
import { type Node, NodeType, parse } from 'slack-message-parser';
import { drawEach } from './draw.ts';
import { Broadcast, ChannelMention, Emoji, GroupMention, Link, SlackDate, UserMention } from './words.tsx';

/** Text as the API has it: mrkdwn with & < > as entities. */
export function Mrkdwn({ text }: { text: string }) {
  return <span className="mrkdwn">{drawn(parse(text.replace(/^>/gm, '&gt;')).children)}</span>;
}

const drawn = (nodes: Node[]): ReactNode[] => drawEach(nodes, drawNode);

/** The blank behind the mark of a quote belongs to the mark. */
const withoutBlank = (node: Node): Node =>
  node.type === NodeType.Text ? { ...node, text: node.text.replace(/^ /, '') } : node;

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function drawNode(node: Node): ReactNode {
  switch (node.type) {
    case NodeType.Text:
      return unescaped(node.text);
    case NodeType.Bold:
      return <b>{drawn(node.children)}</b>;
    case NodeType.Italic:
      return <i>{drawn(node.children)}</i>;
    case NodeType.Strike:
      return <s>{drawn(node.children)}</s>;
    case NodeType.Code:
      return <code>{unescaped(node.text)}</code>;
    case NodeType.PreText:
      return <pre>{unescaped(node.text).replace(/^\n|\n$/g, '')}</pre>;
    case NodeType.Quote:
      return <blockquote>{drawn(node.children.map(withoutBlank))}</blockquote>;
    case NodeType.Root:
      return drawn(node.children);
    default:
      return drawWord(node);
  }
}

function drawWord(node: Node): ReactNode {
  switch (node.type) {
    case NodeType.Emoji:
      return <Emoji name={node.name} />;
    case NodeType.UserLink:
      return <UserMention id={node.userID} />;
    case NodeType.ChannelLink:
      return <ChannelMention id={node.channelID} label={labelOf(node.label)} />;
    case NodeType.URL:
      return (
        <Link href={unescaped(node.url)}>
          {node.label ? drawn(node.label) : unescaped(node.url.replace(/^mailto:/, ''))}
        </Link>
      );
    case NodeType.Command:
      return drawCommand(node.name, node.arguments, labelOf(node.label));
    default:
      return node.source;
  }
}

const labelOf = (nodes: Node[] | undefined): string | undefined =>
  nodes && unescaped(nodes.map((node) => node.source).join(''));

function drawCommand(name: string, given: string[], label: string | undefined): ReactNode {
  switch (name) {
    case 'here':
    case 'channel':
    case 'everyone':
      return <Broadcast range={name} />;
    case 'subteam':
      return <GroupMention id={given[0] ?? ''} label={label} />;
    case 'date': {
      const [seconds, format = '', url] = given;
      const date = { seconds: Number(seconds), format: unescaped(format), fallback: label ?? '' };
      return <SlackDate {...date} url={url && unescaped(url)} />;
    }
    default:
      return label ?? `<${name}>`;
  }
}
