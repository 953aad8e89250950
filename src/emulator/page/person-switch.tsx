// The switch to act as somebody else of the cast.
import { Avatar } from './avatar.tsx';
import { nameOf, useClient, useMe, usePage } from './use-client.ts';

export function PersonSwitch() {
  const client = useClient();
  const me = useMe();
  const cast = usePage((state) => state.boot.cast);
  return (
    <fieldset className="switch">
      <legend>
        You are <b>{nameOf(me)}</b>
      </legend>
      <div className="cast">
        {cast.map((user) => (
          <button
            key={user.id}
            type="button"
            aria-pressed={user.id === me?.id}
            aria-label={`Act as ${nameOf(user)}`}
            title={`Act as ${nameOf(user)}${user.guest ? ' (guest)' : ''}`}
            onClick={() => client.become(user.id)}
          >
            <Avatar user={user} />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
