// A message that only this person sees.

import type { ShownEphemeral } from '../client-api/shapes.ts';
import { Avatar } from './avatar.tsx';
import { clockTime, msOf } from './dates.ts';
import { Icon } from './icons.tsx';
import { MessageBody } from './message-body.tsx';
import { useClient, usePage, useUser, useZone } from './use-client.ts';

export function EphemeralMessage({ message }: { message: ShownEphemeral }) {
  const client = useClient();
  const zone = useZone();
  const app = usePage((state) => state.overview?.apps.find(({ id }) => id === message.appId));
  const bot = useUser(app?.botUserId);
  return (
    <article className="message ephemeral" data-ts={message.ts}>
      <div className="gutter">
        <Avatar user={bot} name={bot?.realName} />
      </div>
      <div className="message-main">
        <p className="only-you">
          <Icon name="eye" /> Only visible to you{' '}
          <button type="button" className="quiet-link" onClick={() => client.dismissEphemeral(message.ts)}>
            Dismiss
          </button>
        </p>
        <header className="message-head">
          <b className="author">{app?.name}</b>
          <span className="badge">APP</span>
          <span className="time">{clockTime(msOf(message.ts), zone)}</span>
        </header>
        <MessageBody message={message} byApp />
      </div>
    </article>
  );
}
