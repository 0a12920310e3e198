import type {
  InvalidFailure,
  LinkFailure,
  RegisterFailure,
  SessionRow,
  SignInFailure,
  ThrottledFailure,
} from '@vitrine/shop/accounts';
import type {
  AddressFailure,
  AddressInput,
  ConsentPurpose,
  CustomerAddress,
  CustomerProfile,
  ProfileFailure,
  ProfileInput,
} from '@vitrine/shop/customers';

export type { AddressInput, ConsentPurpose, CustomerAddress, CustomerProfile, ProfileInput, SessionRow };

type Outcome<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Complete Set-Cookie values that go with the answer. */
export interface WithCookies {
  readonly cookies: readonly string[];
}

/** Who is signed in. Staff have no profile of a customer. */
export interface Me {
  readonly email: string;
  readonly role: string;
  readonly profile: CustomerProfile | null;
}

/** What anybody may do: come in, ask for an account or a new password, say what they like, keep wishes. */
export interface GuestServices {
  signIn(input: {
    email: string;
    password: string;
  }): Promise<Outcome<WithCookies & { isStaff: boolean }, SignInFailure>>;
  register(input: { email: string; password: string; firstName: string }): Promise<Outcome<true, RegisterFailure>>;
  /** What the link of a mail is for; null when it opens nothing. */
  readLink(
    token: string,
  ): Promise<{ purpose: 'verify_email' | 'reset_password' | 'change_email'; email: string } | null>;
  confirmEmail(token: string): Promise<Outcome<WithCookies, LinkFailure>>;
  requestReset(email: string): Promise<Outcome<true, ThrottledFailure | InvalidFailure>>;
  resetPassword(input: { token: string; password: string }): Promise<Outcome<true, LinkFailure | InvalidFailure>>;
  /** The categories the visitor said they like; null when they were never asked, empty when they skipped. */
  likes(): Promise<readonly string[] | null>;
  /** Keeps what they like; empty means: do not ask again. The very next page follows it. */
  setLikes(slugs: readonly string[]): Promise<WithCookies>;
  wishes: {
    /** Ids of products, newest first. */
    list(): Promise<readonly string[]>;
    /** False when there is no such product or the list is full. */
    add(productId: string): Promise<boolean>;
    remove(productId: string): Promise<void>;
  };
}

/** What somebody signed in may do with what is theirs; nothing here answers for guests. */
export interface OwnServices {
  me(): Promise<Me>;
  signOut(options: { everywhere: boolean }): Promise<WithCookies>;
  changeProfile(input: ProfileInput): Promise<Outcome<true, ProfileFailure>>;
  decideConsent(purpose: ConsentPurpose, granted: boolean): Promise<void>;
  addresses: {
    list(): Promise<readonly CustomerAddress[]>;
    /** With an id it changes that one. */
    save(id: string | null, input: AddressInput): Promise<Outcome<true, AddressFailure>>;
    remove(id: string): Promise<boolean>;
    countries: readonly string[];
  };
  changePassword(input: {
    currentPassword: string;
    password: string;
  }): Promise<Outcome<true, ThrottledFailure | InvalidFailure>>;
  requestEmailChange(input: {
    currentPassword: string;
    email: string;
  }): Promise<Outcome<true, ThrottledFailure | InvalidFailure>>;
  sessions(): Promise<readonly SessionRow[]>;
  endSession(id: string): Promise<boolean>;
  /** Everything we keep, as JSON. */
  everything(): Promise<unknown>;
  /** Closes the account for good, after the password was given once more. */
  close(password: string): Promise<Outcome<WithCookies, ThrottledFailure | InvalidFailure>>;
}

/** Accounts, bound to the visitor of the request. `own` is null for guests. */
export interface AccountServices extends GuestServices {
  readonly own: OwnServices | null;
}
