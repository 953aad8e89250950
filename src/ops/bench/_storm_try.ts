import { withCore } from './bench-core.ts';
const N = Number(process.argv[2] ?? 2000);
await withCore(async ({ engine }) => {
  const mk = (n: number) => ({ vendor: 'alertmanager', dedupeKey: `f${n}@x`, state: 'firing' as const, title: `Alert ${n}`, severity: 'critical', service: 'checkout', labels: { alertname: 'A', instance: `host-${n}` }, links: {}, startsAt: Date.now() - 1000 });
  const t0 = performance.now();
  let worst = 0;
  for (let n = 0; n < N; n += 20) {
    await Promise.all(Array.from({ length: 20 }, async (_, i) => {
      const t = performance.now();
      await engine.receiveSignals([mk(n + i)], { vendor: 'alertmanager', key: `d${n + i}`, raw: JSON.stringify(mk(n + i)), actor: { kind: 'monitor', id: 'alertmanager' } });
      worst = Math.max(worst, performance.now() - t);
    }));
  }
  const t1 = performance.now();
  await engine.routed();
  const t2 = performance.now();
  console.log({ N, receiveMs: t1 - t0, worst, routeMs: t2 - t0, perSignal: (t2 - t0) / N });
});
