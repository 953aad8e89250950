// What docs/deployments.md tells people to send is what the webhook takes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DeploySettings, deploy } from './deploy.ts';
import { delivery, deployments, SECRET } from './fixtures/deployments.ts';
import { mount } from './mount.ts';

const webhook = mount(deploy, DeploySettings.parse({ secrets: SECRET }));
const page = readFileSync(new URL('../../docs/deployments.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code ?? '');

test('the simplest step sends a body that is understood', () => {
  const [simple] = blocks('sh');
  const body: unknown = JSON.parse(/-d '(.*)'/.exec(simple ?? '')?.[1] ?? '');
  expect(deployments(webhook, delivery(body))).toEqual([
    expect.objectContaining({
      service: 'checkout-api',
      version: '1.4.2',
      key: 'run-812',
      status: 'succeeded',
    }),
  ]);
});

test('the signature that the shell makes is let in', () => {
  const [, signed = ''] = blocks('sh');
  if (spawnSync('openssl', ['version']).status !== 0) {
    console.info('skipped: there is no openssl on this machine');
    return;
  }
  const script = signed.replace(/^curl .*/ms, 'printf "%s\\n" "$timestamp" "$signature" "$body"');
  const ran = spawnSync('sh', ['-c', script], { env: { ...process.env, DEPLOY_WEBHOOK_SECRET: SECRET } });
  expect(ran.stderr.toString()).toBe('');
  const [timestamp, signature, body = ''] = ran.stdout.toString().trim().split('\n');
  const headers = { 'x-firescribe-timestamp': timestamp, 'x-firescribe-signature': `v1=${signature}` };
  expect(webhook.verify({ ...delivery(body, headers), wireTime: Date.now() })).toBe(true);
});

test('the template of Argo CD makes a body that is understood', () => {
  const state = { phase: 'Succeeded', startedAt: '2026-11-22T13:47:00Z', finishedAt: '2026-11-22T13:48:00Z' };
  const app = {
    metadata: { namespace: 'argocd', name: 'checkout-api' },
    spec: { destination: { namespace: 'production' } },
    status: {
      operationState: { ...state, syncResult: { revision: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e' } },
    },
  };
  const given = { app, context: { argocdUrl: 'https://argocd.example.com' } };
  const template = /body: \|\n(.*?)\n {2}trigger/s.exec(blocks('yaml').join('\n'))?.[1] ?? '';
  const filled = template.replace(/\{\{\.(.*?)\}\}/g, (_all, path: string) =>
    String(path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], given)),
  );
  expect(deployments(webhook, delivery(filled))).toEqual([
    {
      vendor: 'deploy',
      key: 'argocd/argocd/checkout-api/2026-11-22T13:47:00Z',
      service: 'checkout-api',
      environment: 'production',
      version: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      title: '',
      url: 'https://argocd.example.com/applications/argocd/checkout-api',
      startedAt: Date.UTC(2026, 10, 22, 13, 47),
      finishedAt: Date.UTC(2026, 10, 22, 13, 48),
      status: 'succeeded',
    },
  ]);
});
