-- Asking for the letter costs a mail to somebody who may not want one: counted like the other requests of that kind.
alter table shop.account_attempt drop constraint account_attempt_action_check;
alter table shop.account_attempt add constraint account_attempt_action_check
  check (action in ('register', 'reset_password', 'change_email', 'newsletter'));
