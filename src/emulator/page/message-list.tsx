// The messages of a channel or thread: day by day, with what only this person sees in its place.
import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { ShownEphemeral, ShownMessage } from '../client-api/shapes.ts';
import { dayKey, dayName, dayStart, msOf } from './dates.ts';
import { EphemeralMessage } from './ephemeral-message.tsx';
import { Message } from './message.tsx';
import { usePage, useZone } from './use-client.ts';

/** Messages by the same person within this time stand together. */
const TOGETHER_S = 300;
const NEAR_END_PX = 120;

type Props = {
  messages: ShownMessage[];
  ephemerals: ShownEphemeral[];
  inThread?: boolean;
  /** ts to show, and what makes it new. */
  mark?: { ts: string; nonce: object };
  before?: ReactNode;
};

type Row = { ts: string; message?: ShownMessage; ephemeral?: ShownEphemeral };

export function MessageList({ messages, ephemerals, inThread = false, mark, before }: Props) {
  const zone = useZone();
  const now = usePage((state) => dayStart(state.now, zone));
  const rows: Row[] = [
    ...messages.map((message) => ({ ts: message.ts, message })),
    ...ephemerals.map((ephemeral) => ({ ts: ephemeral.ts, ephemeral })),
  ].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  const list = useStickToEnd(rows.at(-1), mark !== undefined);
  return (
    <div className="messages" ref={list} role="log" aria-label={inThread ? 'Thread' : 'Messages'}>
      {before}
      {rows.map(({ ts, message, ephemeral }, index) => {
        const previous = rows[index - 1];
        const day = dayKey(msOf(ts), zone);
        const newDay = !inThread && day !== dayKey(msOf(previous?.ts ?? 0), zone);
        return (
          <Fragment key={ts}>
            {newDay && <DayLine name={dayName(msOf(ts), zone, now)} />}
            {ephemeral && <EphemeralMessage message={ephemeral} />}
            {message && (
              <Message
                message={message}
                inThread={inThread}
                continued={!newDay && isContinued(previous?.message, message)}
                mark={mark?.ts === ts ? mark.nonce : undefined}
              />
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

const DayLine = ({ name }: { name: string }) => (
  <div className="day">
    <span>{name}</span>
  </div>
);

function isContinued(previous: ShownMessage | undefined, message: ShownMessage): boolean {
  return (
    previous !== undefined &&
    !previous.deleted &&
    !previous.subtype &&
    !message.subtype &&
    !message.deleted &&
    !message.pinnedBy &&
    previous.user === message.user &&
    previous.username === message.username &&
    Number(message.ts) - Number(previous.ts) < TOGETHER_S
  );
}

/** Stays at the newest message while the reader is there, and goes to what they cause themselves. */
function useStickToEnd(last: Row | undefined, marked: boolean) {
  const me = usePage((state) => state.me);
  const list = useRef<HTMLDivElement>(null);
  const near = useRef(!marked);
  useEffect(() => watchEnd(list.current, near), []);
  const own = last?.ephemeral !== undefined || last?.message?.user === me;
  const lastTs = last?.ts;
  const seen = useRef(lastTs);
  useLayoutEffect(() => {
    const fresh = seen.current !== undefined && lastTs !== seen.current;
    seen.current = lastTs;
    if (near.current || (fresh && own)) {
      list.current?.scrollTo(0, list.current.scrollHeight);
    }
  }, [lastTs, own]);
  return list;
}

/** Notes whether the reader is at the end, and keeps them there when something in the list grows. */
function watchEnd(list: HTMLDivElement | null, near: { current: boolean }): () => void {
  const toEnd = () => near.current && list?.scrollTo(0, list.scrollHeight);
  const note = () => {
    near.current = list !== null && list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
  };
  const grown = new ResizeObserver(toEnd);
  const changed = new MutationObserver(toEnd);
  list?.addEventListener('scroll', note, { passive: true });
  list?.addEventListener('load', toEnd, true);
  if (list) {
    grown.observe(list);
    changed.observe(list, { childList: true, subtree: true, characterData: true });
  }
  return () => {
    list?.removeEventListener('scroll', note);
    list?.removeEventListener('load', toEnd, true);
    grown.disconnect();
    changed.disconnect();
  };
}
