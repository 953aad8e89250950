// What a message says: its words or blocks, attachments and files.

import { useMemo, useState } from 'react';
import type { ShownEphemeral, ShownMessage } from '../client-api/shapes.ts';
import { type BlockScope, BlockScopeContext, type Entry } from './block-scope.ts';
import { Blocks } from './blocks.tsx';
import { drawEach } from './draw.ts';
import { Files } from './files.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { useClient } from './use-client.ts';

type Shown = Pick<ShownMessage, 'ts' | 'channel' | 'text' | 'blocks' | 'attachments' | 'files' | 'values'>;

const NOTHING = {};

/** `byApp`: what people write is drawn from its text, for their blocks carry no formatting here. */
export function MessageBody({ message, byApp }: { message: Shown | ShownEphemeral; byApp: boolean }) {
  const { blocks, text, attachments, files } = message as Shown;
  const scope = useMessageScope(message);
  const drawn = byApp && blocks && blocks.length > 0;
  return (
    <BlockScopeContext value={scope}>
      {drawn ? (
        <Blocks blocks={blocks} />
      ) : (
        text !== '' && (
          <div className="text">
            <Mrkdwn text={text} />
          </div>
        )
      )}
      {drawEach(attachments ?? [], (attachment) => (
        <Attachment attachment={attachment as AttachmentFields} />
      ))}
      {files && files.length > 0 && <Files files={files} />}
    </BlockScopeContext>
  );
}

function useMessageScope({ channel, ts, values = NOTHING }: Shown): BlockScope {
  const client = useClient();
  const [entries, setEntries] = useState<Record<string, Entry>>({});
  return useMemo(() => {
    const where = { channel, ts };
    return {
      where,
      held: values,
      entries,
      errors: NOTHING,
      setEntry: (key, entry) => setEntries((old) => ({ ...old, [key]: entry })),
      async press(what, value) {
        await client.act('click', { where, what, ...(value === undefined ? {} : { value }) });
      },
      suggest: (what, query) => client.tryAct('suggest', { where, what, query }),
    };
  }, [client, channel, ts, values, entries]);
}

type AttachmentFields = {
  color?: string;
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  fallback?: string;
  footer?: string;
  blocks?: unknown[];
  fields?: { title?: string; value?: string }[];
};

const SHADES: Record<string, string> = { good: '#2eb67d', warning: '#daa038', danger: '#d13b3b' };

function Attachment({ attachment }: { attachment: AttachmentFields }) {
  const { color = '', pretext, title, title_link, text, fallback, footer, blocks, fields } = attachment;
  const shade = SHADES[color] ?? (/^[0-9a-f]{3,8}$/i.test(color) ? `#${color}` : color);
  const words = title_link ? `<${title_link}|${title}>` : title;
  return (
    <>
      {pretext && <Mrkdwn text={pretext} />}
      <div className="attachment" style={shade ? { borderColor: shade } : undefined}>
        {words && (
          <b>
            <Mrkdwn text={words} />
          </b>
        )}
        {text && <Mrkdwn text={text} />}
        {blocks && <Blocks blocks={blocks} />}
        {drawEach(fields ?? [], (field) => (
          <div>
            <b>{field.title}</b> <Mrkdwn text={field.value ?? ''} />
          </div>
        ))}
        {footer && <small>{footer}</small>}
        {!title && !text && !blocks && !fields && fallback}
      </div>
    </>
  );
}
