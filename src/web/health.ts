// GET /health: whether the record can be written, and whether Slack hears us. For the container and for monitors.
import express, { type Router } from 'express';

export type HealthReport = {
  /** False where somebody should look: the database refuses, or Slack has been silent. */
  ok: boolean;
  /** One line per part: `timeline: ok`, `slack: token revoked`. */
  parts: Readonly<Record<string, string>>;
};

export function healthRoutes(report: () => Promise<HealthReport>): Router {
  const router = express.Router();
  router.get('/health', async (_request, response) => {
    const health = await report().catch(
      ({ message }: Error): HealthReport => ({ ok: false, parts: { health: message } }),
    );
    response.status(health.ok ? 200 : 503).json(health);
  });
  return router;
}
