// Methods of the apps family.
import { z } from 'zod';
import { SlackError } from '../errors.ts';
import { readManifest } from '../manifest.ts';
import { json, NOT_JSON } from './args.ts';
import { type Method, method } from './method.ts';

const connectionsOpen = method({
  name: 'apps.connections.open',
  args: z.object({}),
  scopes: ['connections:write'],
  tokens: ['app'],
  tier: 3,
  json: true,
  run({ appId, world, openSocket }) {
    const app = world.apps.get(appId);
    if (!app?.manifest.settings.socket_mode_enabled) {
      throw new SlackError('forbidden_team');
    }
    return { url: openSocket(app) };
  },
});

const manifestValidate = method({
  name: 'apps.manifest.validate',
  args: z.object({ manifest: json(), app_id: z.string().optional() }),
  scopes: [],
  tokens: ['config'],
  tier: 3,
  json: true,
  run(_call, { manifest }) {
    const read =
      manifest === NOT_JSON ? { problems: [{ message: 'not JSON', pointer: '/' }] } : readManifest(manifest);
    if ('problems' in read) {
      throw new SlackError('invalid_manifest', { errors: read.problems });
    }
    return { errors: [] };
  },
});

export const appMethods: Method[] = [connectionsOpen, manifestValidate];
