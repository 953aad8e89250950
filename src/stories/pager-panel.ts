// What a visitor of the demo presses to play a pager: PagerDuty pages somebody, who acknowledges there.
import type { PanelAction } from '../emulator/page-panel.ts';
import type { ManualClock } from '../lib/clock.ts';
import { event, signatureOf } from '../webhooks/fixtures/pagerduty.ts';
import { WEBHOOK_SECRET } from './cast.ts';

/** Posts one event to Firescribe's webhook, signed as PagerDuty signs. @throws Error where it is not taken. */
export async function sendPage(webhooks: string, told: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify(told);
  const headers = { 'content-type': 'application/json', ...signatureOf(body, WEBHOOK_SECRET) };
  const response = await fetch(`${webhooks}/webhooks/pagerduty`, { method: 'POST', headers, body });
  if (!response.ok) {
    throw new Error(`The page was not taken: ${response.status} ${await response.text()}`);
  }
}

export function pagerActions(webhooks: string, clock: Pick<ManualClock, 'now'>): PanelAction[] {
  let pages = 0;
  const say = (type: string) => {
    const at = new Date(clock.now()).toISOString();
    const data = {
      id: `QDEMO${pages}`,
      number: pages,
      title: 'Mails wait for 20 minutes',
      service: { id: 'PMAIL', summary: 'mail-worker' },
      teams: [{ id: 'PPLATFORM', summary: 'platform' }],
    };
    return sendPage(webhooks, event(type, data, { id: `demo-${type}-${pages}`, occurred_at: at }));
  };
  return [
    {
      id: 'pager-page',
      label: 'PagerDuty pages somebody',
      hint: 'an incident of mail-worker with high urgency, as PagerDuty tells of it',
      async run() {
        pages += 1;
        await say('incident.triggered');
        return 'Sent. A channel opens for it, or it joins the open incident of mail-worker.';
      },
    },
    {
      id: 'pager-ack',
      label: 'Acknowledge in PagerDuty',
      hint: 'whoever was paged last answers there',
      async run() {
        if (pages === 0) {
          return 'Nobody was paged yet.';
        }
        await say('incident.acknowledged');
        return 'Sent. The incident is acknowledged by Ana (PagerDuty), unless somebody has done so here.';
      },
    },
  ];
}
