import type { LikeChoice } from './load-likes.ts';

/** Shelves to choose from, as boxes that look like chips. */
export function LikesChoices({
  choices,
  legend,
  error,
}: {
  choices: readonly LikeChoice[];
  legend: string;
  error?: string;
}) {
  return (
    <fieldset className="likes" {...(error ? { 'aria-describedby': 'likes-error' } : {})}>
      <legend className="hidden-text">{legend}</legend>
      {error ? (
        <p className="field-error" id="likes-error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="likes-list">
        {choices.map(({ slug, name, chosen }) => (
          <label key={slug} className="like">
            <input type="checkbox" name="like" value={slug} defaultChecked={chosen} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
