// What people write in a channel, and what a report makes of it: the same in other words stands, another thing in nearly the same words does not.
import { createJudge } from '../ground-sentences.ts';
import { zoned } from '../zoned.ts';

const NAMES = ['Ana', 'Bo', 'Eve', 'Max'];

function stands(text: string, sentence: string): boolean {
  const at = Date.UTC(2026, 10, 25, 10);
  const entry = { id: 'x', at, kind: 'message', text, author: 'Ana', authorKind: 'person' } as const;
  const record = { entries: [entry], facts: [], zone: zoned('UTC'), names: NAMES, roles: [], services: [] };
  return createJudge(record).judge({ text: sentence, cites: ['x'] }).keep;
}

test.each([
  [
    'killed the long running query, load is dropping',
    'The long-running query was terminated, and the load went down.',
  ],
  ['failover done, replica 2 is the new primary', 'Replica 2 became the new primary after the failover.'],
  ['cant reproduce it on staging', 'The problem could not be reproduced on staging.'],
  ['the disk on build-7 is full', 'build-7 had run out of disk space.'],
  ['cleaned up old docker images, 60GB free now', 'Old Docker images were removed, which left 60 GB free.'],
  ["the cron job didn't run last night", "Last night's cron job did not run."],
  [
    'somebody disabled it on tuesday and forgot to turn it back on',
    'It was disabled on Tuesday and not enabled again.',
  ],
  [
    'no data loss, everything is in the dead letter queue',
    'No data was lost; all of it is in the dead letter queue.',
  ],
  ['the feature flag was on for 10% only', 'The feature flag was enabled for just 10%.'],
  ['vendor says ETA 2h', 'The vendor estimated that it would take two hours.'],
  ['rebuilt the AMI, rolling it out node by node', 'The AMI was rebuilt and rolled out one node at a time.'],
  ['half of the nodes are done', '50% of the nodes had been completed.'],
  ['the token expired at midnight', 'The token ran out at midnight.'],
  ['rotated it, jobs are green', 'It was rotated, and the jobs passed.'],
  [
    'healthcheck path changed from /health to /healthz in 2.3',
    'In 2.3 the health check path was changed from /health to /healthz.',
  ],
  ['power cycled it, printing again', 'After a power cycle it was printing again.'],
  ['rollback done, no more logouts', 'The logouts stopped after the rollback.'],
  ["customers can't upload files bigger than 10 MB", 'Uploads larger than 10 MB failed for customers.'],
  [
    'reports showed wrong totals for about an hour',
    'For roughly an hour reports displayed incorrect totals.',
  ],
  ['the fix is merged but not deployed yet', 'The fix had been merged but was not yet deployed.'],
  ['they raised our limit from 100 to 500 rps', 'Our limit was raised from 100 to 500 requests per second.'],
  ['sync paused', 'The sync was suspended.'],
  ['mailer-2 down, one worker left', 'mailer-2 was shut down, leaving a single worker.'],
  ['could also be the nightly export again', 'The nightly export was considered as a possible cause.'],
  ['not the proxy, it answers fine', 'The proxy was ruled out.'],
  ['the reason why it was slow: the table has no index', 'It was slow because the table lacked an index.'],
  ['I think it reads too much, we have 2 ready out of 9', 'Only two of nine were ready.'],
  ['8/8 ready', 'All eight were ready.'],
  ['about 40 odd tickets between 09:00-09:30', 'Some 40 tickets came between 09:00 and 09:30.'],
  ['forced a failover on purpose, no errors', 'A deliberately triggered failover caused no errors.'],
  ['payments that should have gone through, 40 of them', '40 payments should have gone through.'],
  ['the licence of the scanner is gone', "The scanner's license was missing."],
  ['CTR is back within 2% of baseline', 'The click-through rate has returned to within 2% of its baseline.'],
  ['the hostnames are wrong', 'The host names are wrong.'],
  ['line 4 moving', 'Line 4 was moving.'],
  ['emailed the 37 tenants', 'All 37 tenants were emailed.'],
  ['cpu from 96 to 40', 'CPU usage fell from 96% to 40%.'],
  ['heap is 8g now', 'The heap is 8 GB.'],
  ['lag 2.1m and falling', 'The lag was 2.1 million and falling.'],
  ['all tokens from before 11 are dead', 'All tokens from before 11:00 became invalid.'],
  [
    'social team sees posts on two sites, traffic is normal',
    'The social media team saw posts on two sites with normal traffic.',
  ],
  [
    'checkout p99 at 8s, normally 400ms',
    'The 99th percentile of checkout was 8 seconds instead of the usual 400 ms.',
  ],
  ['crashes per minute 410 -> 35', 'The number of crashes per minute fell from 410 to 35.'],
  ['the new build is in, no change', 'The new build was installed but made no difference.'],
  [
    'load balancer kicked out 3 of 5 backends',
    'Three of the five backends were removed by the load balancer.',
  ],
  ['memory keeps growing ~50MB/min', 'Memory continued to grow by about 50 MB per minute.'],
  ['11 of 14 done', 'Eleven of the 14 were done.'],
  ['4.3.1 approved by apple in 50 min', 'Apple approved 4.3.1 within 50 minutes.'],
  ['feature flag new_search off for everybody', 'The new_search flag was disabled for everybody.'],
  ['12 customers are on v2', '12 customers were on version 2.'],
  ['carrier says 6 to 8 hours', 'The carrier estimated six to eight hours.'],
  ["node 3 won't join, cert mismatch", 'Node 3 could not join because of a cert mismatch.'],
  ['support closed 31 tickets, 12 are still open', 'Support closed 31 tickets and left twelve open.'],
])('%s: %s', (text, sentence) => {
  expect(stands(text, sentence)).toBe(true);
});

test.each([
  ['bumped the pool to 400', 'The pool was bumped by 400.'],
  ['okta confirms an outage on their end', 'Okta denied that it had an outage.'],
  ['the disk on build-7 is full', 'The disk on build-7 failed.'],
  ["the cron job didn't run last night", 'The cron job ran twice last night.'],
  ['somebody disabled it on tuesday and forgot to turn it back on', 'Ana disabled it on Tuesday.'],
  ['somebody disabled it on tuesday and forgot to turn it back on', 'It was enabled again on Tuesday.'],
  ['vendor says ETA 2h', 'It took two hours.'],
  ['half of the nodes are done', 'All nodes are done.'],
  ['dns propagation takes up to an hour', 'DNS propagation took an hour.'],
  ['the migration locks the users table', 'The users table locked the migration.'],
  ['moved traffic over to ams', 'Traffic was moved away from ams.'],
  [
    'healthcheck path changed from /health to /healthz in 2.3',
    'The health check path was changed from /healthz to /health.',
  ],
  ['the feature flag was on for 10% only', 'The feature flag was off for 10%.'],
  ['orders are down 30% compared to last week', 'Orders were down to 30%.'],
  ['2 of 3 kafka brokers are up, one is rebalancing', 'All three Kafka brokers are up.'],
  ['9 of 12 workers are idle', '12 workers were idle.'],
  ['some users get logged out every few minutes', 'All users were logged out.'],
  ['nginx client_max_body_size was reset by the chart update', 'nginx reset the chart update.'],
  ['the config was touched by the deploy bot', 'Ana touched the config.'],
  ['Eve found the bug, Max fixed it', 'Eve fixed the bug.'],
  ['the dashboard is wrong, the data is right', 'The data is wrong.'],
  ['the flag is on in staging, off in prod', 'The flag was on in production.'],
  ['vacuum took 40 min, the index build 2 hours', 'The vacuum took two hours.'],
  ['the replica is 5 minutes behind the primary', 'The primary is 5 minutes behind the replica.'],
  ['node-4 took over from node-2', 'node-2 took over from node-4.'],
  ['if it gets worse we page the DBA', 'The DBA was paged.'],
  ['the limit is per user, not per tenant', 'The limit is per tenant.'],
  ['the fix is merged but not deployed yet', 'The fix was deployed.'],
  ['about 9,000 calls failed', '9,000 partners were affected.'],
  ['somebody forgot to upload the file', 'Ana forgot to upload the file.'],
  ['restarted it', 'Bo restarted it.'],
  ['latency is recovering, not there yet', 'Latency was back to normal.'],
  ['I believe it reads more than it should', 'It was confirmed that it reads more than it should.'],
  ["I'd add a check of the schema", 'A check of the schema was added.'],
  ['each job runs once a day, the report is sent twice', 'Each job runs twice a day.'],
  ['the error rate is within 1% of the baseline', 'The error rate was 1%.'],
  ['both good, errors are down to 3 a minute', 'Both were not fine.'],
  ['availability is below 97%', 'Availability was below 104%.'],
  ['a new pod cannot start', 'A new pod did start.'],
  ['merged it before the review was finished', 'The review was finished before it was merged.'],
  ['restoring the table, gonna take an hour', 'The table was restored in an hour.'],
  ['spare disk is rebuilding, 6h', 'The rebuild took six hours.'],
  ['12 hosts rebooted, all came back but two', 'All 12 hosts came back.'],
  ['3rd time this quarter that the job failed', 'It was the first time that the job failed.'],
  ['killed 200 idle sessions of the tool', 'The tool killed 200 sessions.'],
  ['the driver got blacklisted by the scanner', 'The driver blocked the scanner.'],
  ['memory limit is 512Mi, was 1Gi', 'The memory limit was raised to 512Mi.'],
  ['follow up: page when the lag grows', 'A page fires when the lag grows.'],
  ['checkout p99 at 8s, normally 400ms', 'Checkout took 400 ms at the 99th percentile.'],
  ['the new build is in, no change', 'The new build fixed it.'],
  ['grafana is blank for everyone', 'Grafana was blank for some users.'],
  ['all imports since 03:00 are affected', 'All imports before 03:00 were affected.'],
  ['ticket machine in hall B prints the wrong date', 'The ticket machine in hall A printed the wrong date.'],
  ['they say a worker crashed, purge restarted', 'Our worker had crashed.'],
  ['fixed on their side, purge 100%', 'We fixed the purge.'],
  ['warehouse writes labels by hand, 3 people on it', 'Three labels were written by hand.'],
  ['app 4.3 crashes on launch on iphone 8, works on 12', 'The app crashed on the iPhone 12.'],
  ['orders db: 3 locks, users db: 41 locks', 'There were 41 locks in the orders database.'],
  ['ferry 7 is 35 min late, ferry 9 on time', 'Ferry 9 was 35 minutes late.'],
  ['started at 10:05 according to the graphs, alert came 10:17', 'The alert came at 10:05.'],
  ['carrier says 6 to 8 hours', 'It took 8 hours.'],
  ['swapped the power supply, lights are on again', 'The lights were replaced.'],
  ['vendor offers a credit of 500 dollars', 'We offered the vendor a credit of 500 dollars.'],
  ['nurse on ward 3 noticed first, called us at 06:10', 'We called the nurse at 06:10.'],
  ['looks like the pump sensor, not certain', 'The pump sensor was ruled out.'],
  ['pulled 4.3 from the store', 'Version 4.3 was released to the store.'],
  [
    'printer labels are empty since the template change',
    'Labels were printed correctly since the template change.',
  ],
])('%s: not %s', (text, sentence) => {
  expect(stands(text, sentence)).toBe(false);
});

test.each([
  ['the constructor of 2.3 is out, p99 is 20 s', 'The constructor of 2.3 was out, with p99 at 20 s.', true],
  ['__proto__ out again, constructor 20 down', '__proto__ went out again, and constructor 20 down.', true],
  ['the constructor is out', 'The destructor was out.', false],
])('words that every object knows are words like others: %s', (text, sentence, kept) => {
  expect(stands(text, sentence)).toBe(kept);
});
