// Where the reader is, and the addresses for it: Slack's own for channels, messages and canvases.

export type ChannelTab = 'messages' | 'canvas' | 'pins';

export type Place =
  | {
      kind: 'channel';
      channel: string;
      tab: ChannelTab;
      /** Which canvas, where there are several. */
      canvas?: string;
      /** ts of the thread beside it. */
      thread?: string;
      /** ts of the message to show and mark. */
      mark?: string;
    }
  | { kind: 'home'; app: string }
  | { kind: 'start' };

export const channelPlace = (channel: string): Place => ({ kind: 'channel', channel, tab: 'messages' });

/** `p1732305600000100` to `1732305600.000100`. */
function tsOf(part: string | undefined): string | undefined {
  const digits = /^p(\d{7,})$/.exec(part ?? '')?.[1];
  return digits ? `${digits.slice(0, -6)}.${digits.slice(-6)}` : undefined;
}

/** The place an address of this page means. */
export function placeAt(url: URL): Place {
  const [first, second, third] = url.pathname.split('/').filter(Boolean);
  if (first === 'archives' && second) {
    const mark = tsOf(third);
    const thread = url.searchParams.get('thread_ts') ?? undefined;
    const tab = url.searchParams.get('tab');
    const canvas = url.searchParams.get('canvas');
    return {
      kind: 'channel',
      channel: second,
      tab: tab === 'canvas' || tab === 'pins' ? tab : 'messages',
      ...(canvas ? { canvas } : {}),
      ...(thread ? { thread } : {}),
      ...(mark ? { mark } : {}),
    };
  }
  return first === 'home' && second ? { kind: 'home', app: second } : { kind: 'start' };
}

/** The address of a place, without its host. */
export function pathOf(place: Place): string {
  switch (place.kind) {
    case 'start':
      return '/';
    case 'home':
      return `/home/${place.app}`;
    case 'channel': {
      const mark = place.mark ? `/p${place.mark.replace('.', '')}` : '';
      const query = new URLSearchParams({
        ...(place.thread ? { thread_ts: place.thread, cid: place.channel } : {}),
        ...(place.tab === 'messages' ? {} : { tab: place.tab }),
        ...(place.canvas ? { canvas: place.canvas } : {}),
      }).toString();
      return `/archives/${place.channel}${mark}${query ? `?${query}` : ''}`;
    }
  }
}

/** What a link in a message or canvas means inside this page; undefined for one that leads elsewhere. */
export type InnerLink = { place: Place } | { canvas: string } | { file: string };

/** Permalinks of this workspace: `https://<domain>.slack.com/…`, or this page's own address. */
export function innerLink(href: string, domain: string, origin: string): InnerLink | undefined {
  if (!URL.canParse(href, origin)) {
    return undefined;
  }
  const url = new URL(href, origin);
  if (url.origin !== origin && url.hostname !== `${domain}.slack.com`) {
    return undefined;
  }
  const [first, , third] = url.pathname.split('/').filter(Boolean);
  if (first === 'docs' && third) {
    return { canvas: third };
  }
  if (first === 'files' && third) {
    return { file: third };
  }
  const place = placeAt(url);
  return place.kind === 'start' ? undefined : { place };
}
