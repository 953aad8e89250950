// The Home tab of an app, and the way to its messages.
import { useEffect } from 'react';
import type { ShownView } from '../client-api/shapes.ts';
import { SidebarButton } from './channel-head.tsx';
import { channelPlace } from './place.ts';
import { useClient, usePage } from './use-client.ts';
import { useViewForm, ViewBlocks } from './view-blocks.tsx';

export function HomeTab({ appId }: { appId: string }) {
  const client = useClient();
  const me = usePage((state) => state.me);
  const app = usePage((state) => state.overview?.apps.find(({ id }) => id === appId));
  const view = usePage((state) => state.homes.find((each) => each.appId === appId));
  const hasHome = app?.home === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening it as another person tells the app again
  useEffect(() => {
    if (hasHome) {
      void client.act('home', { appId });
    }
  }, [client, appId, hasHome, me]);
  const messages = async () => {
    const made = app && (await client.act<string>('message', { user: app.botUserId }));
    if (made) {
      client.go(channelPlace(made.result));
    }
  };
  return (
    <main className="main">
      <header className="head">
        <div className="head-line">
          <SidebarButton />
          <h1>{app?.name}</h1>
        </div>
        <div className="tabs" role="tablist">
          <button type="button" role="tab" aria-selected>
            Home
          </button>
          <button type="button" role="tab" aria-selected={false} onClick={() => void messages()}>
            Messages
          </button>
        </div>
      </header>
      <div className="messages home">
        {view ? <Home key={view.id} view={view} /> : <Nothing hasHome={hasHome} />}
      </div>
    </main>
  );
}

function Home({ view }: { view: ShownView }) {
  const form = useViewForm(view);
  return <ViewBlocks view={view} form={form} />;
}

const Nothing = ({ hasHome }: { hasHome: boolean }) => (
  <p className="empty">
    {hasHome ? 'The app has not published a Home for you yet.' : 'This app has no Home tab.'}
  </p>
);
