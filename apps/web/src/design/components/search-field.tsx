import { usePage } from '../../language/index.ts';
import { SearchIcon } from './icons.tsx';

/**
 * A plain form to `/search`; `enhance/suggest.ts` makes it a combobox that suggests as one types. The list is there from
 * the start, empty, so that the field's reference to it always holds.
 */
export function SearchField({ text }: { text: string }) {
  const { t, to } = usePage();
  return (
    <form
      className="search"
      action={to('/search')}
      role="search"
      data-suggest={`/api/products/suggestions`}
      data-suggest-count={t.frame.suggestionsCount(0).replace('0', '{count}')}
    >
      <SearchIcon className="search-icon" />
      <input
        type="search"
        name="q"
        id="search"
        className="search-input"
        defaultValue={text}
        placeholder={t.frame.searchHint}
        aria-label={t.frame.searchLabel}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={200}
      />
      <button className="search-go" aria-label={t.frame.search}>
        <SearchIcon />
      </button>
      <div className="suggest" id="suggestions" role="listbox" aria-label={t.frame.suggestions} hidden />
      <span className="hidden-text" role="status" data-suggest-status="" />
    </form>
  );
}
