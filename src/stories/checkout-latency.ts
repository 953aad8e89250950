// The demo's story: a deploy makes checkout slow, and four people find out why.
import type { Script } from './script.ts';

export const checkoutLatency: Script = {
  title: 'Checkout is slow',
  steps: [
    {
      after: 0,
      deed: {
        deploy: 'v2026.11.22-3',
        service: 'checkout-api',
        run: 'run-812',
        status: 'succeeded',
        ago: 180,
      },
      caption: 'A pipeline tells of a deployment. It is kept, and nothing is posted.',
    },
    {
      after: 0,
      deed: {
        alert: 'firing',
        name: 'CheckoutLatencyHigh',
        severity: 'critical',
        service: 'checkout-api',
        summary: 'Checkout takes longer than 2 s for 8 % of customers',
        startedBefore: 150,
      },
      caption: 'A monitor fires. Nobody has typed anything yet.',
    },
    {
      after: 2,
      deed: { until: 'channel' },
      caption: 'A channel opens, with the people of the service in it.',
    },
    { after: 45, deed: { who: 'ana', joins: true } },
    { after: 5, deed: { who: 'bo', joins: true } },
    { after: 10, deed: { who: 'ana', press: 'ack:press' }, caption: 'Ana acknowledges on the card.' },
    {
      after: 25,
      deed: {
        who: 'ana',
        say: 'I see it too: p95 of checkout is at 2.7 s since {ago:4}, normally 0.4 s',
        label: 'symptom',
      },
    },
    { after: 20, deed: { who: 'bo', type: '/incident role commander' }, caption: 'Bo takes command.' },
    {
      after: 15,
      deed: {
        who: 'bo',
        say: 'Taking command. Ana, can you check the payment provider? Chidi, please keep support informed.',
        label: 'command',
      },
    },
    { after: 10, deed: { who: 'chidi', joins: true } },
    { after: 20, deed: { who: 'chidi', type: '/incident role communications' } },
    { after: 35, deed: { who: 'dev', joins: true } },
    {
      after: 15,
      deed: {
        who: 'dev',
        say: 'Support here: 23 tickets in the last ten minutes, all about payments that spin and then fail',
        label: 'tickets',
      },
    },
    {
      after: 20,
      deed: { who: 'bo', type: '/incident severity 1 customers cannot pay' },
      caption: 'The severity is raised, with a reason.',
    },
    {
      after: 40,
      deed: {
        who: 'ana',
        say: 'I suspect the payment provider, their status page is slow',
        label: 'suspicion',
      },
    },
    {
      after: 70,
      deed: {
        who: 'ana',
        say: 'Ruled out: the provider answers in 90 ms, it is not them',
        thread: 'suspicion',
        label: 'ruled-out',
      },
    },
    {
      after: 30,
      deed: {
        bot: 'deploys',
        say: 'checkout-api v2026.11.22-3 was rolled out to production at {ago:9} by the pipeline',
        label: 'deploy',
      },
    },
    {
      after: 25,
      deed: { who: 'ana', react: 'deploy', emoji: 'pushpin' },
      caption: 'Ana pins the deployment: it belongs in the review.',
    },
    {
      after: 45,
      deed: {
        who: 'ana',
        say: 'That release changed the connection pool from 50 to 5. The pool is exhausted: 214 requests are waiting',
        label: 'cause',
      },
    },
    { after: 10, deed: { who: 'bo', pin: 'cause' } },
    {
      after: 20,
      deed: {
        who: 'bo',
        type: '/incident status identified the connection pool of checkout-api is exhausted',
      },
    },
    {
      after: 15,
      deed: {
        who: 'bo',
        say: 'Decision: roll back to v2026.11.22-2 instead of raising the limit, we know that version',
        label: 'decision',
      },
    },
    { after: 10, deed: { who: 'bo', type: '/incident task roll back checkout-api to v2026.11.22-2 @ana' } },
    {
      after: 60,
      deed: { who: 'ana', say: 'my db password is hunter2-Hunter2 if anybody needs to look', label: 'slip' },
    },
    {
      after: 8,
      deed: { who: 'ana', delete: 'slip' },
      caption: 'Ana posts something by mistake and deletes it: it will be nowhere in the review.',
    },
    { after: 50, deed: { who: 'ana', say: 'Rollback started at {ago:0}', label: 'rollback' } },
    {
      after: 20,
      deed: { who: 'ana', edit: 'rollback', text: 'Rollback started at {ago:2}' },
      caption: 'An edit: the old text is kept on record.',
    },
    {
      after: 150,
      deed: { who: 'ana', say: 'Rollback is done on all 12 instances, p95 is back at 0.4 s', label: 'fixed' },
    },
    {
      after: 5,
      deed: {
        deploy: 'v2026.11.22-3',
        service: 'checkout-api',
        run: 'run-812',
        status: 'rolled-back',
        ago: 20,
      },
      caption: 'The pipeline says so, too: look at the card.',
    },
    { after: 10, deed: { who: 'chidi', react: 'fixed', emoji: 'pushpin' } },
    { after: 5, deed: { who: 'ana', type: '/incident task done 1' } },
    { after: 25, deed: { who: 'bo', type: '/incident status mitigated rolled back' } },
    {
      after: 60,
      deed: {
        who: 'dev',
        say: 'No new tickets for five minutes, customers confirm that payments go through',
        label: 'all-clear',
      },
    },
    {
      after: 20,
      deed: { who: 'chidi', type: '/incident impact 8 % of customers could not pay for about 16 minutes' },
    },
    {
      after: 20,
      deed: { who: 'ana', type: '/incident times began {ago:17} see {link:symptom}' },
      caption: 'Ana says when it began: every duration follows from it.',
    },
    {
      after: 30,
      deed: {
        who: 'bo',
        type: '/incident followup Alert when the connection pool is above 80 % @ana by friday',
      },
    },
    {
      after: 20,
      deed: {
        who: 'ana',
        say: 'We were lucky that the old image was still in the cache of every node',
        label: 'lucky',
      },
    },
    {
      after: 30,
      deed: {
        alert: 'resolved',
        name: 'CheckoutLatencyHigh',
        severity: 'critical',
        service: 'checkout-api',
        summary: 'Checkout takes longer than 2 s for 8 % of customers',
        startedBefore: 0,
      },
    },
    {
      after: 40,
      deed: { who: 'bo', type: '/incident resolve rolled back checkout-api to v2026.11.22-2' },
      caption: 'Resolved in one line. The review follows by itself.',
    },
    {
      after: 3,
      deed: { until: 'review' },
      caption: 'Open the canvas, and click the evidence of any sentence.',
    },
  ],
};
