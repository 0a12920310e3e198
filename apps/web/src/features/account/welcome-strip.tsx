import '../../design/styles/pages/likes.css';
import { Button } from '../../design/components/button.tsx';
import { usePage } from '../../language/index.ts';
import { LikesChoices } from './likes-choices.tsx';
import type { LikeChoice } from './load-likes.ts';

/** Asked once, on the first visit, closed until opened: a newcomer sees the window first. Skipping is one click. */
export function WelcomeStrip({ choices }: { choices: readonly LikeChoice[] | null }) {
  const { t, to } = usePage();
  if (choices === null) return null;
  return (
    <section className="wrap" aria-labelledby="welcome-title">
      <form method="post" action={to('/welcome')} className="welcome" id="welcome">
        <div className="welcome-words">
          <h2 id="welcome-title">{t.account.welcomeTitle}</h2>
          <p className="section-why">{t.account.welcomeLine}</p>
        </div>
        <LikesChoices choices={choices} legend={t.account.welcomeTitle} />
        <p className="welcome-act">
          <Button>{t.account.welcomeSave}</Button>
          <Button kind="plain" name="skip" value="yes" formNoValidate>
            {t.account.welcomeSkip}
          </Button>
        </p>
      </form>
    </section>
  );
}
