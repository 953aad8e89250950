// Every address the server answers besides the Web API: each family adds its own.
import type { Express } from 'express';
import { addFileRoutes } from '../files/routes.ts';
import { addResponseRoutes } from '../interactions/routes.ts';
import type { Workspace } from '../workspace.ts';

/** Adds addresses under the workspace's url. Bodies arrive as a Buffer in `request.body`, whatever their type. */
export type AddRoutes = (app: Express, workspace: Workspace) => void;

export const routes: AddRoutes[] = [addFileRoutes, addResponseRoutes];
