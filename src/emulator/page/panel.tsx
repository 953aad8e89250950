// The side panel: a story to play, things to press, things to try.

import { useEffect, useState } from 'react';
import type { ShownPanel } from '../client-api/shapes.ts';
import type { StoryState } from '../page-panel.ts';
import { Icon } from './icons.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { useClient, usePage } from './use-client.ts';

/** Where the panel stands beside the messages; on less it lies over them, open until the story is begun. */
const ROOM = window.matchMedia('(min-width: 1181px)');

export function Panel() {
  const panel = usePage((state) => state.boot.panel);
  const unplayed = usePage(({ story }) => story?.status === 'waiting');
  const [room, setRoom] = useState(ROOM.matches);
  const [wanted, setOpen] = useState<boolean>();
  const open = wanted ?? (room || unplayed);
  useEffect(() => {
    const resized = () => {
      setRoom(ROOM.matches);
      setOpen(undefined);
    };
    ROOM.addEventListener('change', resized);
    return () => ROOM.removeEventListener('change', resized);
  }, []);
  if (!panel) {
    return null;
  }
  return (
    <aside className={open ? 'panel open' : 'panel'} aria-label={panel.title}>
      <button type="button" className="panel-handle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide' : panel.title}
      </button>
      {open && (
        <div className="panel-body">
          <h2>{panel.title}</h2>
          {panel.intro && (
            <p>
              <Mrkdwn text={panel.intro} />
            </p>
          )}
          {panel.hasStory && <StoryBox />}
          <Actions actions={panel.actions} />
          <ol className="tries">
            {panel.tries.map((each) => (
              <Try key={each.title} {...each} />
            ))}
          </ol>
        </div>
      )}
    </aside>
  );
}

function StoryBox() {
  const client = useClient();
  const story = usePage((state) => state.story);
  const following = usePage((state) => state.following);
  if (!story) {
    return null;
  }
  return (
    <section className="story" aria-label="Story">
      <div className="row">
        <StoryButtons story={story} />
      </div>
      <progress max={Math.max(1, story.steps)} value={story.step} aria-label="How far the story is" />
      <p className="caption" aria-live="polite">
        {story.caption ?? ''}
      </p>
      <label className="quiet">
        <input
          type="checkbox"
          checked={following}
          onChange={(event) => client.follow(event.target.checked)}
        />{' '}
        Follow the story
      </label>
    </section>
  );
}

function StoryButtons({ story }: { story: StoryState }) {
  const client = useClient();
  const tell = (verb: string) => () => {
    client.follow(true);
    return client.panel(`story/${verb}`);
  };
  const { status } = story;
  return (
    <>
      {status === 'playing' ? (
        <button type="button" className="button" onClick={() => client.panel('story/pause')}>
          <Icon name="pause" /> Pause
        </button>
      ) : (
        status !== 'ended' && (
          <button type="button" className="button primary" onClick={tell('play')}>
            <Icon name="play" /> {status === 'paused' ? 'Go on' : 'Play'}
          </button>
        )
      )}
      {status !== 'waiting' && (
        <button type="button" className="button" onClick={tell('replay')}>
          <Icon name="again" /> Replay
        </button>
      )}
    </>
  );
}

function Actions({ actions }: { actions: ShownPanel['actions'] }) {
  const client = useClient();
  const [busy, setBusy] = useState<string>();
  const run = async (id: string) => {
    setBusy(id);
    await client.panel(`actions/${encodeURIComponent(id)}`);
    setBusy(undefined);
  };
  return (
    <div className="panel-actions">
      {actions.map(({ id, label, hint }) => (
        <button
          key={id}
          type="button"
          className="button"
          title={hint}
          aria-busy={busy === id}
          disabled={busy === id}
          onClick={() => void run(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Try({ title, text, code }: ShownPanel['tries'][number]) {
  const client = useClient();
  const copy = async () => {
    await navigator.clipboard.writeText(code ?? '');
    client.say('Copied.');
  };
  return (
    <li>
      <h3>{title}</h3>
      <Mrkdwn text={text} />
      {code && (
        <div className="code">
          <pre>{code}</pre>
          <button type="button" className="button" onClick={() => void copy()}>
            Copy
          </button>
        </div>
      )}
    </li>
  );
}
