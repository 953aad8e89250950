// The vendors of the demo's company: a stand-in for each, with what that company would have there.
import { openConfluence } from '../emulator/vendors/confluence.ts';
import { openPagerDuty } from '../emulator/vendors/pagerduty.ts';
import { openZoom } from '../emulator/vendors/zoom.ts';

export type Vendors = {
  /** The variables that connect Firescribe to them. */
  env: Record<string, string>;
  /** Each takes this long to answer from now on; the answer takes it back. Milliseconds. */
  slow(ms: number): () => void;
  close(): Promise<void>;
};

/** One line for each. */
export async function openVendors(): Promise<Vendors> {
  const vendors = await Promise.all([zoom(), confluence(), pagerduty()]);
  return {
    env: Object.assign({}, ...vendors.map(({ env }) => env)) as Record<string, string>,
    slow(ms) {
      const ends = vendors.map((vendor) => vendor.slow(ms));
      return () => ends.forEach((end) => void end());
    },
    close: async () => void (await Promise.all(vendors.map((vendor) => vendor.close()))),
  };
}

async function zoom(): Promise<Vendors> {
  const { account, apiUrl, tokenUrl, trouble, close } = await openZoom();
  const env = {
    ZOOM_ACCOUNT_ID: account.accountId,
    ZOOM_CLIENT_ID: account.clientId,
    ZOOM_CLIENT_SECRET: account.clientSecret,
    ZOOM_USER: account.user,
    ZOOM_API_URL: apiUrl,
    ZOOM_TOKEN_URL: tokenUrl,
  };
  return { env, slow: (ms) => trouble({ kind: 'slow', ms }), close };
}

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (words: string) => ({ type: 'paragraph', content: [text(words)] });

async function confluence(): Promise<Vendors> {
  const { account, site, addPage, trouble, close } = await openConfluence();
  const items = ['See in the admin page which shards are red', 'Reindex the red ones', 'Tell support'];
  const list = {
    type: 'orderedList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
  const heading = { type: 'heading', attrs: { level: 2 }, content: [text('Steps')] };
  const doc = { type: 'doc', version: 1, content: [paragraph('Search has six shards.'), heading, list] };
  addPage({ title: 'Search answers with errors', labels: ['runbook', 'search-api'], doc });
  const env = {
    CONFLUENCE_URL: site,
    CONFLUENCE_EMAIL: account.email,
    CONFLUENCE_TOKEN: account.token,
    CONFLUENCE_REVIEW_PARENT: addPage({ title: 'Reviews', labels: [], doc: {} }).id,
  };
  return { env, slow: (ms) => trouble({ kind: 'slow', ms }), close };
}

/** The cast has telephones there: whoever is on call by the file is woken by their address. */
async function pagerduty(): Promise<Vendors> {
  const { addUser, token, url, service, trouble, close } = await openPagerDuty();
  for (const name of ['Ana', 'Bo', 'Chidi', 'Dev']) {
    addUser({ id: `PU${name.toUpperCase()}`, name, email: `${name.toLowerCase()}@example.com` });
  }
  const env = {
    PAGERDUTY_API_TOKEN: token,
    PAGERDUTY_FROM: 'ana@example.com',
    PAGERDUTY_SERVICE_ID: service,
    PAGERDUTY_API_URL: url,
    PAGERDUTY_EVENTS_URL: url,
  };
  return { env, slow: (ms) => trouble({ kind: 'slow', ms }), close };
}
