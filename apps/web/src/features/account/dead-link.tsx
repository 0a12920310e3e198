import { ButtonLink } from '../../design/components/button.tsx';
import { usePage } from '../../language/index.ts';
import { EntryFrame } from './entry-frame.tsx';

/** A link of a mail that opens nothing any more, and the two ways on. */
export function DeadLink({ again }: { again: string }) {
  const { t, to } = usePage();
  return (
    <EntryFrame title={t.account.deadTitle} line={t.account.deadLine}>
      <p className="entry-ways">
        <ButtonLink href={to(again)}>{t.account.deadNew}</ButtonLink>
        <ButtonLink kind="quiet" href={to('/account/sign-in')}>
          {t.account.signIn}
        </ButtonLink>
      </p>
    </EntryFrame>
  );
}
