// A thread beside its channel.

import type { ShownChannel } from '../client-api/shapes.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import type { Place } from './place.ts';
import { standingIn } from './state.ts';
import { useClient, usePage } from './use-client.ts';

type Props = { place: Extract<Place, { kind: 'channel' }>; thread: string; channel: ShownChannel };

export function ThreadPane({ place, thread, channel }: Props) {
  const client = useClient();
  const held = usePage((state) => state.channels[channel.id]);
  const dismissed = usePage((state) => state.dismissed);
  const details = usePage((state) => state.details[channel.id]);
  const messages = standingIn(held).filter(({ ts, threadTs }) => ts === thread || threadTs === thread);
  const own = details?.ephemerals.filter((each) => each.threadTs === thread && !dismissed.has(each.ts)) ?? [];
  const close = () => client.go({ kind: 'channel', channel: channel.id, tab: place.tab });
  return (
    <aside className="thread" aria-label="Thread">
      <header className="head">
        <div className="head-line">
          <h2>Thread</h2>
          <button type="button" className="icon-button" aria-label="Close thread" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      <MessageList
        messages={messages}
        ephemerals={own}
        inThread
        mark={place.mark ? { ts: place.mark, nonce: place } : undefined}
      />
      {channel.member && !channel.archived && (
        <Composer channel={channel.id} thread={thread} placeholder="Reply…" />
      )}
    </aside>
  );
}
