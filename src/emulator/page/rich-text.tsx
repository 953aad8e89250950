// The rich_text block: what people write in Slack's editor, and what apps may send.

import type {
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextSection,
  RichTextStyleable,
} from '@slack/types';
import type { ReactNode } from 'react';
import { drawEach } from './draw.ts';
import { Broadcast, ChannelMention, Emoji, GroupMention, Link, SlackDate, UserMention } from './words.tsx';

type Part = RichTextBlock['elements'][number];

export function RichText({ block }: { block: RichTextBlock }) {
  return <div className="rich-text">{drawEach(block.elements, drawPart)}</div>;
}

function drawPart(part: Part): ReactNode {
  switch (part.type) {
    case 'rich_text_section':
      return <div>{inline(part)}</div>;
    case 'rich_text_quote':
      return <blockquote>{drawEach(part.elements, drawElement)}</blockquote>;
    case 'rich_text_preformatted':
      return <pre>{drawEach(part.elements, drawElement)}</pre>;
    case 'rich_text_list':
      return drawList(part);
    default:
      return null;
  }
}

function drawList(list: RichTextList): ReactNode {
  const items = drawEach(list.elements, (item) => <li>{inline(item as RichTextSection)}</li>);
  const style = { marginInlineStart: `${(list.indent ?? 0) * 1.5}em` };
  return list.style === 'ordered' ? <ol style={style}>{items}</ol> : <ul style={style}>{items}</ul>;
}

const inline = (section: RichTextSection) => drawEach(section.elements, drawElement);

function drawElement(element: RichTextElement): ReactNode {
  switch (element.type) {
    case 'text':
      return styled(element.text, element.style);
    case 'link':
      return <Link href={element.url}>{styled(element.text ?? element.url, element.style)}</Link>;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'usergroup':
      return <GroupMention id={element.usergroup_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <Broadcast range={element.range} />;
    case 'emoji':
      return <Emoji name={element.name} />;
    case 'date': {
      const { timestamp, format, fallback = '', url } = element;
      return <SlackDate seconds={timestamp} format={format} fallback={fallback} url={url ?? undefined} />;
    }
    default:
      return null;
  }
}

function styled(text: string, style: RichTextStyleable['style']): ReactNode {
  let node: ReactNode = text;
  if (style?.code) {
    node = <code>{node}</code>;
  }
  if (style?.strike) {
    node = <s>{node}</s>;
  }
  if (style?.italic) {
    node = <i>{node}</i>;
  }
  if (style?.bold) {
    node = <b>{node}</b>;
  }
  return node;
}
