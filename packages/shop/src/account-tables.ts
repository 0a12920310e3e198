/** Tables of accounts, sessions and tokens, and of what guests keep. */
export interface AccountTables {
  'shop.account': {
    id: string;
    email: string;
    password_hash: string;
    role: string;
    customer_id: string | null;
    created_at: Date;
    disabled_at: Date | null;
    email_verified_at: Date | null;
    last_signed_in_at: Date | null;
  };
  'shop.account_attempt': {
    id: number;
    action: string;
    subject: string;
    made_at: Date;
  };
  'shop.account_request': {
    id: string;
    account_id: string;
    purpose: string;
    email: string;
    password_hash: string | null;
    created_at: Date;
    expires_at: Date;
  };
  'shop.account_request_token': {
    token_hash: Uint8Array;
    request_id: string;
  };
  'shop.account_session': {
    token_hash: Uint8Array;
    account_id: string;
    created_at: Date;
    expires_at: Date;
    device: string;
    last_seen_at: Date | null;
  };
  'shop.guest_wishlist_item': {
    visitor_id: string;
    product_id: string;
    added_at: Date;
  };
  'shop.refresh_family': {
    id: string;
    account_id: string;
    created_at: Date;
  };
  'shop.refresh_token': {
    token_hash: Uint8Array;
    family_id: string;
    created_at: Date;
    expires_at: Date;
    used_at: Date | null;
  };
  'shop.signing_key': {
    purpose: string;
    secret: Uint8Array;
    created_at: Date;
  };
}
