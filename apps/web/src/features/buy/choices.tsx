/** One of a few things to choose, with what it costs and means. */
export interface ChoiceView {
  value: string;
  name: string;
  notes: readonly string[];
  side: string;
}

/** A few things of which one is chosen, each a whole line. */
export function Choices({
  name,
  legend,
  choices,
  chosen,
  error,
}: {
  name: string;
  legend: string;
  choices: readonly ChoiceView[];
  chosen: string | null;
  error: string | undefined;
}) {
  return (
    <fieldset className="choices" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="hidden-text">{legend}</legend>
      {choices.map((choice, place) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={name}
            value={choice.value}
            id={place === 0 ? name : `${name}-${choice.value}`}
            defaultChecked={chosen === choice.value}
          />
          <span className="choice-words">
            <span className="choice-name">{choice.name}</span>
            {choice.notes.map((note) => (
              <span key={note} className="choice-note">
                {note}
              </span>
            ))}
          </span>
          <span className="choice-side tabular">{choice.side}</span>
        </label>
      ))}
      {error ? (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
