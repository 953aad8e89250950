import { delivery, deployments, hmac, NOW, SECRET, understood } from './fixtures/deployments.ts';
import { FluxSettings, flux } from './flux.ts';
import { mount } from './mount.ts';

const webhook = mount(flux, FluxSettings.parse({ secrets: SECRET }));

/** An event of event/v1beta1, as the kustomize-controller has it sent. */
const event = {
  involvedObject: {
    kind: 'Kustomization',
    namespace: 'shop',
    name: 'checkout-api',
    uid: '7d0cdc51-ddcf-4743-b223-83ca5c699632',
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    resourceVersion: '9041',
  },
  severity: 'info',
  timestamp: '2026-11-22T13:48:00Z',
  message: 'Reconciliation finished in 1.2s, next run in 10m0s',
  reason: 'ReconciliationSucceeded',
  metadata: { revision: 'main@sha1:f95f852bd8fca8fcc58a9a2d6c842781e32a215e', environment: 'production' },
  reportingController: 'kustomize-controller',
  reportingInstance: 'kustomize-controller-7c7b47f5f-8bhrp',
};

const read = (more: object = {}) => deployments(webhook, delivery({ ...event, ...more }));

test('a reconciliation that went well is a deployment of its revision', () => {
  expect(read()).toEqual([
    {
      vendor: 'flux',
      key: 'production/Kustomization/shop/checkout-api/main@sha1:f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      service: 'checkout-api',
      environment: 'production',
      labels: { kind: 'Kustomization', name: 'checkout-api', namespace: 'shop' },
      version: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      title: '',
      finishedAt: Date.UTC(2026, 10, 22, 13, 48),
      status: 'succeeded',
    },
  ]);
});

test.each([
  ['UpgradeSucceeded', 'succeeded'],
  ['InstallFailed', 'failed'],
  ['HealthCheckFailed', 'failed'],
  ['RollbackSucceeded', 'rolled-back'],
  ['Progressing', undefined],
  ['DependencyNotReady', undefined],
])('the reason %s means %s', (reason, meant) => {
  expect(read({ reason })[0]?.status).toBe(meant);
});

test('why it failed is told; sources deploy nothing', () => {
  expect(read({ reason: 'UpgradeFailed', message: 'timed out' })[0]?.title).toBe('timed out');
  expect(read({ involvedObject: { ...event.involvedObject, kind: 'GitRepository' } })).toEqual([]);
});

test.each([
  [{ revision: 'v1.4.2@sha1:f95f852b' }, 'v1.4.2'],
  [{ revision: '1.4.2' }, '1.4.2'],
  [{ revision: 'latest@sha256:abcd' }, 'abcd'],
  [{ 'kustomize.toolkit.fluxcd.io/revision': 'main@sha1:abcd' }, 'abcd'],
  [{}, undefined],
])('the version of %j is %s', (metadata, version) => {
  expect(read({ metadata })[0]?.version).toBe(version);
});

test('what is no event of Flux is kept, and the reason says what to use', () => {
  expect(understood(webhook, delivery({ text: 'x' }))).toMatchObject({
    ok: false,
    why: expect.stringContaining('generic-hmac'),
  });
});

test('the right signature is let in, any other is not', () => {
  const text = JSON.stringify(event);
  const knock = (signature?: string) => webhook.verify(delivery(text, { 'x-signature': signature }));
  expect(knock(`sha256=${hmac(text)}`)).toBe(true);
  expect([knock(`sha1=${hmac(text)}`), knock(`sha256=${hmac('x')}`), knock('sha256='), knock()]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const ping = { ...delivery(''), ...webhook.ping?.(NOW) };
  expect([webhook.verify(ping), understood(webhook, ping)]).toEqual([
    true,
    { ok: true, inbound: [], notes: [] },
  ]);
});
