// Serves the Slack-like client page of a workspace, with a side panel where one is given.
import type { Express } from 'express';
import { readEmoji } from './client-api/emoji.ts';
import { addClientRoutes } from './client-api/routes.ts';
import type { Emulator } from './emulator.ts';
import { bundledPage } from './page/bundle.ts';
import type { Panel } from './page-panel.ts';

/** Nothing from other hosts but pictures that messages show; no script but ours. */
const POLICY = [
  "default-src 'self'",
  'img-src * data:',
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Slack workspace</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/client/page.css">
</head>
<body><div id="page"></div><script type="module" src="/client/page.js"></script></body>
</html>
`;

/**
 * Serves the page at the workspace's own address, and at the addresses of its channels, messages and canvases. Resolves when
 * it is ready to be opened. @returns the address to open.
 */
export async function servePage(
  emulator: Emulator,
  options: { panel?: Panel } = {},
): Promise<{ url: string }> {
  const [{ js, css }, emoji] = await Promise.all([bundledPage(), readEmoji()]);
  emulator.mount((app) => {
    addShell(app);
    app.get('/client/page.js', (_request, response) => void response.type('js').send(js));
    app.get('/client/page.css', (_request, response) => void response.type('css').send(css));
    addClientRoutes(app, { emulator, emoji, ...options });
  });
  return { url: `${emulator.url}/` };
}

function addShell(app: Express): void {
  const paths = [
    '/',
    '/archives/:channel',
    '/archives/:channel/:message',
    '/docs/:team/:canvas',
    '/home/:app',
  ];
  app.get(paths, (_request, response) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store' }).type('html').send(SHELL);
  });
}
