// Every Web API method of the emulator. One line per family.
import { appMethods } from './apps.ts';
import { authMethods } from './auth.ts';
import { blockMethods } from './blocks.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { canvasMethods } from './canvases.ts';
import { chatChangeMethods } from './chat-change.ts';
import { chatPostMethods } from './chat-post.ts';
import { chatScheduledMethods } from './chat-scheduled.ts';
import { conversationChangeMethods } from './conversations-change.ts';
import { conversationPeopleMethods } from './conversations-people.ts';
import { conversationReadMethods } from './conversations-read.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import { markMethods } from './marks.ts';
import type { Method } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

export const methods: Method[] = [
  ...appMethods,
  ...authMethods,
  ...blockMethods,
  ...bookmarkMethods,
  ...canvasMethods,
  ...chatChangeMethods,
  ...chatPostMethods,
  ...chatScheduledMethods,
  ...conversationChangeMethods,
  ...conversationPeopleMethods,
  ...conversationReadMethods,
  ...fileMethods,
  ...historyMethods,
  ...markMethods,
  ...peopleMethods,
  ...viewMethods,
];
