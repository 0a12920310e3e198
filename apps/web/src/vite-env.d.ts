/// <reference types="vite/client" />

declare module 'virtual:enhance' {
  /** Address of the storefront's script. */
  const src: string;
  export default src;
}
