/** A name that is one plain file name everywhere. Throws for any other: names are made by us, so a bad one is a bug. */
export function checkBlobName(name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,120}\.[a-z0-9]{2,5}$/.test(name))
    throw new Error(`"${name}" cannot be the name of a blob`);
  return name;
}
