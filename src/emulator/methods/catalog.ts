// Every Web API method of the emulator. One line per family.
import { appMethods } from './apps.ts';
import { authMethods } from './auth.ts';
import type { Method } from './method.ts';

export const methods: Method[] = [...appMethods, ...authMethods];
