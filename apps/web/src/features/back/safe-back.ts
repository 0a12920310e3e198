/**
 * The address that an action goes back to. Only a path of this site may be; anything else becomes the home page. Browsers write addresses in ASCII, and a header takes
 * nothing else; with `//` inside, a path could turn into the name of a host where it is read once more.
 */
export function safeBack(value: unknown): string {
  return typeof value === 'string' &&
    /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(value) &&
    !/^[^?#]*\/\//.test(value) &&
    value.length < 2_000
    ? value
    : '/';
}
