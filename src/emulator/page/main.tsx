// Where the page begins: connects, then draws.
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { ChannelView } from './channel-view.tsx';
import { connect } from './client.ts';
import { ConfirmProvider } from './confirm-dialog.tsx';
import { HomeTab } from './home-tab.tsx';
import { Modals } from './modals.tsx';
import { Panel } from './panel.tsx';
import { Sidebar } from './sidebar.tsx';
import { Toasts } from './toasts.tsx';
import { ClientContext, usePage } from './use-client.ts';

function Page() {
  const place = usePage((state) => state.place);
  const me = usePage((state) => state.me);
  useTitle();
  return (
    <div className="page">
      <Sidebar />
      {place.kind === 'channel' && <ChannelView key={me} place={place} />}
      {place.kind === 'home' && <HomeTab appId={place.app} />}
      {place.kind === 'start' && <main className="main" />}
      <Panel />
      <Modals />
      <Toasts />
    </div>
  );
}

function useTitle(): void {
  const title = usePage(({ overview, place }) => {
    const channel = overview?.channels.find(({ id }) => place.kind === 'channel' && id === place.channel);
    return [channel?.name, overview?.team.name].filter(Boolean).join(' · ');
  });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

const client = await connect();
const root = document.getElementById('page');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ClientContext value={client}>
        <ConfirmProvider>
          <Page />
        </ConfirmProvider>
      </ClientContext>
    </StrictMode>,
  );
}
