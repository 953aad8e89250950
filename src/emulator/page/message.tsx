// One message: who, when, what, and what can be done with it.

import { memo, useEffect, useRef, useState } from 'react';
import type { ShownMessage } from '../client-api/shapes.ts';
import { Avatar } from './avatar.tsx';
import { ago, clockTime, fullTime, msOf } from './dates.ts';
import { EditBox } from './edit-box.tsx';
import { Icon } from './icons.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { pathOf } from './place.ts';
import { Reactions } from './reactions.tsx';
import { nameOf, useClient, usePage, useUser, useUsers, useZone } from './use-client.ts';

type Props = {
  message: ShownMessage;
  /** Follows one by the same person closely: no name again. */
  continued?: boolean;
  inThread?: boolean;
  /** Scrolled to and marked, anew for each value. */
  mark?: object;
};

/** Lines that Slack writes itself about what somebody did. */
const NOTICES = /^(channel_|group_|pinned_item|reminder|bot_add|bot_remove)/;

export const Message = memo(function Message({ message, continued = false, inThread = false, mark }: Props) {
  const [editing, setEditing] = useState(false);
  const row = useMarked(mark);
  const notice = NOTICES.test(message.subtype ?? '');
  const look = [
    'message',
    continued && 'continued',
    mark && 'marked',
    message.pinnedBy && 'pinned',
    notice && 'notice',
  ];
  return (
    <article ref={row} className={look.filter(Boolean).join(' ')} data-ts={message.ts} tabIndex={-1}>
      <Gutter message={message} continued={continued} notice={notice} />
      <div className="message-main">
        {message.pinnedBy && <PinnedLine by={message.pinnedBy} />}
        {!continued && !notice && !message.deleted && <Head message={message} />}
        {message.deleted ? (
          <p className="tombstone">This message was deleted.</p>
        ) : editing ? (
          <EditBox message={message} close={() => setEditing(false)} />
        ) : (
          <Words message={message} notice={notice} inThread={inThread} />
        )}
        {!inThread && message.thread && <ThreadLine message={message} />}
      </div>
      {!message.deleted && !editing && (
        <MessageToolbar message={message} inThread={inThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});

/** Brings a marked message into view. */
function useMarked(mark: object | undefined) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    if (mark) {
      row.current?.scrollIntoView({ block: 'center' });
      row.current?.focus({ preventScroll: true });
    }
  }, [mark]);
  return row;
}

function Gutter({
  message,
  continued,
  notice,
}: {
  message: ShownMessage;
  continued: boolean;
  notice: boolean;
}) {
  const user = useUser(message.user);
  if (continued || notice || message.deleted) {
    return (
      <div className="gutter">
        <Time ts={message.ts} channel={message.channel} thread={message.threadTs} short />
      </div>
    );
  }
  const picture = message.icons?.image_48 ?? message.icons?.image_64;
  return (
    <div className="gutter">
      <Avatar user={user} name={message.username} picture={picture} />
    </div>
  );
}

function Head({ message }: { message: ShownMessage }) {
  const user = useUser(message.user);
  return (
    <header className="message-head">
      <b className="author">{message.username ?? (user?.appId ? user.realName : nameOf(user))}</b>
      {message.appId && <span className="badge">APP</span>}
      {user?.external && <span className="badge">EXTERNAL</span>}
      <Time ts={message.ts} channel={message.channel} thread={message.threadTs} />
    </header>
  );
}

function Time({
  ts,
  channel,
  thread,
  short,
}: {
  ts: string;
  channel: string;
  thread?: string;
  short?: boolean;
}) {
  const zone = useZone();
  const client = useClient();
  const place = {
    kind: 'channel',
    channel,
    tab: 'messages',
    mark: ts,
    ...(thread ? { thread } : {}),
  } as const;
  return (
    <a
      className={short ? 'time short' : 'time'}
      href={pathOf(place)}
      title={fullTime(msOf(ts), zone)}
      tabIndex={short ? -1 : 0}
      onClick={(event) => {
        event.preventDefault();
        client.go(place);
      }}
    >
      {clockTime(msOf(ts), zone)}
    </a>
  );
}

function PinnedLine({ by }: { by: string }) {
  const me = usePage((state) => state.me);
  const name = nameOf(useUser(by));
  return (
    <p className="pinned-line">
      <Icon name="pin" /> Pinned by {by === me ? 'you' : name}
    </p>
  );
}

function Words({ message, notice, inThread }: { message: ShownMessage; notice: boolean; inThread: boolean }) {
  return (
    <>
      {message.broadcast && !inThread && <ReplyLine message={message} />}
      {notice ? (
        <p className="notice-text">
          <Mrkdwn text={message.text} />
        </p>
      ) : (
        <MessageBody message={message} byApp={message.appId !== undefined} />
      )}
      {message.edited && <span className="edited">(edited)</span>}
      <Reactions message={message} />
    </>
  );
}

function ReplyLine({ message }: { message: ShownMessage }) {
  const client = useClient();
  const { channel, threadTs = message.ts } = message;
  return (
    <button
      type="button"
      className="quiet-link"
      onClick={() => client.go({ kind: 'channel', channel, tab: 'messages', thread: threadTs })}
    >
      replied to a thread
    </button>
  );
}

function ThreadLine({ message }: { message: ShownMessage }) {
  const client = useClient();
  const users = useUsers();
  const now = usePage((state) => state.now);
  const { count = 0, users: who = [], last = '' } = message.thread ?? {};
  const { channel, ts } = message;
  return (
    <button
      type="button"
      className="thread-line"
      onClick={() => client.go({ kind: 'channel', channel, tab: 'messages', thread: ts })}
    >
      {who.slice(0, 4).map((id) => (
        <Avatar key={id} user={users.find((user) => user.id === id)} size="small" />
      ))}
      <b>{count === 1 ? '1 reply' : `${count} replies`}</b>
      <span className="quiet"> {ago(msOf(last), now)}</span>
    </button>
  );
}
