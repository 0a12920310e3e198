import { Button } from '../../design/components/button.tsx';
import { usePage } from '../../language/index.ts';

export interface SessionView {
  id: string;
  device: string;
  isCurrent: boolean;
  lastSeen: string;
}

/** Where somebody is signed in, and the ways out. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const { t, to } = usePage();
  return (
    <section aria-labelledby="sessions">
      <h2 className="account-head" id="sessions">
        {t.account.sessions}
      </h2>
      <ul className="session-list">
        {sessions.map(({ id, device, isCurrent, lastSeen }) => (
          <li key={id}>
            <p>
              <strong>{device || t.account.someDevice}</strong>
              <span>{isCurrent ? t.account.thisOne : t.account.lastSeen(lastSeen)}</span>
            </p>
            {isCurrent ? null : (
              <form method="post" action={to('/account/security')}>
                <input type="hidden" name="session" value={id} />
                <Button kind="quiet" small name="intent" value="end" aria-label={`${t.account.end}: ${device}`}>
                  {t.account.end}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form method="post" action={to('/account/sign-out')}>
        <Button kind="danger" small name="everywhere" value="yes">
          {t.account.everywhere}
        </Button>
      </form>
    </section>
  );
}
